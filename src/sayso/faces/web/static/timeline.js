// Drawing over the timeline, or Shift and the arrow keys on a bar, sets the range that its form has typed.
// The strip below has one cell a unit of the same axis, each with its first and last day.
export function rangeByDrawing(svg, strip, form) {
  const cells = [...strip.querySelectorAll("[data-since]")];
  if (!cells.length) return;
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const said = form.querySelector("[data-said]");
  const mark = document.createElementNS(svg.namespaceURI, "rect");
  mark.setAttribute("class", "chosen");
  form.querySelector("[data-hint]").hidden = false;
  svg.classList.add("ranged");
  let from = null;
  let to = null;
  let dragged = false;

  const unitAt = (event) => {
    const box = svg.getBoundingClientRect();
    const n = Math.floor(((event.clientX - box.left) / box.width) * cells.length);
    return Math.max(0, Math.min(cells.length - 1, n));
  };
  const ends = () => [Math.min(from, to), Math.max(from, to)];

  function show() {
    const [first, last] = ends();
    const wide = width / cells.length;
    const at = { x: first * wide, y: 0, width: (last - first + 1) * wide, height };
    for (const [name, value] of Object.entries(at)) mark.setAttribute(name, value);
    svg.append(mark);
    form.elements.since.value = cells[first].dataset.since;
    form.elements.until.value = cells[last].dataset.until;
    said.textContent = `${cells[first].dataset.since} to ${cells[last].dataset.until}`;
  }

  function drop() {
    mark.remove();
    from = to = null;
    svg.classList.remove("drawing");
    for (const name of ["since", "until"]) form.elements[name].value = form.elements[name].defaultValue;
    said.textContent = "";
  }

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = to = unitAt(event);
    dragged = false;
  });
  svg.addEventListener("dragstart", (event) => event.preventDefault()); // of the links of the bars
  addEventListener("pointermove", (event) => {
    if (from === null || !event.buttons) return;
    const here = unitAt(event);
    if (here === to && !dragged) return;
    dragged = true;
    to = here;
    svg.classList.add("drawing");
    show();
  });
  addEventListener("pointerup", () => {
    if (from !== null && dragged) form.requestSubmit();
    else if (!mark.isConnected) from = to = null;
  });
  addEventListener("pointercancel", drop);
  svg.addEventListener("click", (event) => {
    if (dragged) event.preventDefault(); // the end of a drawing is no click on a bar
  }, true);

  svg.addEventListener("keydown", (event) => {
    const bar = event.target.closest("a");
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape" && from !== null) drop();
    else if (event.key === "Enter" && mark.isConnected) {
      event.preventDefault();
      form.requestSubmit();
    } else if (step && event.shiftKey && bar) {
      event.preventDefault();
      if (from === null) from = to = unitOf(bar);
      to = Math.max(0, Math.min(cells.length - 1, to + step));
      show();
    }
  });

  function unitOf(bar) {
    const since = new URL(bar.href.baseVal, location.href).searchParams.get("since");
    return Math.max(0, cells.findIndex((cell) => cell.dataset.since === since));
  }
}
