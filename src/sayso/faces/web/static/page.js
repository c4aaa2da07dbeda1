// What the page does beyond its links and forms: each part is a module that finds its element or does nothing.
import { rangeByDrawing } from "./timeline.js";
import { fieldsOfClaim } from "./review.js";

// A field that asks nothing stays out of the address, so that a link shows what was asked and no more.
function tidy(form) {
  form.addEventListener("submit", () => {
    const empty = [...form.elements].filter((e) => e.name && e.value === "");
    for (const e of empty) e.disabled = true;
    setTimeout(() => empty.forEach((e) => (e.disabled = false)));
  });
}

document.querySelectorAll("form[data-tidy]").forEach(tidy);
const range = document.querySelector("form[data-range]");
const drawn = document.querySelector("svg.timeline");
const strip = document.querySelector("svg.coverage");
if (range && drawn && strip) rangeByDrawing(drawn, strip, range);
const correction = document.querySelector("form[data-correct]");
if (correction) fieldsOfClaim(correction);
