// The claim or statement that is gone to in the text is marked in the list beside it, too, and brought into view there.
const list = document.querySelector(".reading-list");
const wide = matchMedia("(min-width: 60.01rem)");

function follow() {
  for (const item of document.querySelectorAll(".reading-list .here")) item.classList.remove("here");
  const [, kind, id] = location.hash.match(/^#([ct])-([0-9a-f]+)$/) ?? [];
  const item = id && document.getElementById(`${kind === "c" ? "l" : "s"}-${id}`);
  if (!item) return;
  item.classList.add("here");
  if (wide.matches) item.closest(".found").scrollTop = item.offsetTop - 80;
}

if (list) {
  addEventListener("hashchange", follow);
  follow();
}
