// Arrow keys walk the comparison: left and right along a source, up and down along what it says.
const grid = document.querySelector("table.grid");
const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function next(cell, [down, right]) {
  let row = cell.parentElement, column = cell.cellIndex;
  for (;;) {
    column += right;
    if (down) row = down > 0 ? row.nextElementSibling : row.previousElementSibling;
    const there = row?.cells[column];
    if (!there) return null;
    const link = there.querySelector("a, summary");
    if (link) return link;
  }
}

grid?.addEventListener("keydown", (event) => {
  const cell = event.target.closest("td, tbody th");
  const step = steps[event.key];
  if (!cell || !step || event.altKey || event.ctrlKey || event.metaKey) return;
  const link = next(cell, step);
  if (link) {
    event.preventDefault();
    link.focus();
  }
});
