/* Dragging a member to another place of the same list: fills in the number of the place and sends
   the row's own form, as the button "Move" does. Without this file the buttons do all of it. */
"use strict";

(() => {
  let dragged = null;

  const rowOf = (element) => element.closest("tr[data-member]");
  const number = (row) => Number(row.dataset.member);
  const unmark = () => {
    for (const row of document.querySelectorAll(".drop-before, .drop-after")) {
      row.classList.remove("drop-before", "drop-after");
    }
  };
  const isBelow = (event, row) => {
    const box = row.getBoundingClientRect();
    return event.clientY > box.top + box.height / 2;
  };

  for (const handle of document.querySelectorAll("[data-drag]")) {
    handle.draggable = true;
    handle.closest("table").classList.add("can-drag");
  }

  document.addEventListener("dragstart", (event) => {
    if (!event.target.matches?.("[data-drag]")) return;
    dragged = rowOf(event.target);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setDragImage(dragged, 0, 0);
  });

  document.addEventListener("dragover", (event) => {
    const row = dragged && rowOf(event.target);
    if (!row || row.parentNode !== dragged.parentNode) return;
    event.preventDefault();
    unmark();
    row.classList.add(isBelow(event, row) ? "drop-after" : "drop-before");
  });

  document.addEventListener("drop", (event) => {
    const row = dragged && rowOf(event.target);
    if (!row || row === dragged || row.parentNode !== dragged.parentNode) return;
    event.preventDefault();
    const gap = number(row) + (isBelow(event, row) ? 1 : 0);
    const form = dragged.querySelector(".move-form");
    form.elements.to.value = gap > number(dragged) ? gap - 1 : gap;
    form.requestSubmit();
  });

  document.addEventListener("dragend", () => {
    dragged = null;
    unmark();
  });
})();
