/* A day of a programme by keyboard alone; the page works without this file.
   A row that begins to be written starts when the row before it ends. */
"use strict";

(() => {
  const form = document.querySelector(".programme-form");
  // The row that Alt+S was pressed in.
  let chosen = null;
  const lines = () => [...form.querySelectorAll("[data-row]")];
  const field = (line, name) => line.querySelector(`[name$="-${name}"]`);
  const two = (number) => String(number).padStart(2, "0");

  // Return the minutes after midnight of a typed time, null for what is none.
  const minutes = (text) => {
    const typed = /^(\d{1,2})[:.\- ]?(\d{2})?$/.exec(text.trim());
    if (!typed || Number(typed[1]) > 23 || Number(typed[2] || 0) > 59) return null;
    return Number(typed[1]) * 60 + Number(typed[2] || 0);
  };

  const lasting = (text) => {
    const typed = /^\+\s*(?:(\d{1,2})[:.])?(\d{1,4})$/.exec(text.trim());
    return typed ? Number(typed[1] || 0) * 60 + Number(typed[2]) : null;
  };

  const shown = (time) => `${two(Math.floor(time / 60) % 24)}:${two(time % 60)}`;

  // Return when the line ends, else starts, as text; "" where nothing is typed.
  const endOf = (line) => {
    const start = minutes(field(line, "starts").value);
    const typed = field(line, "ends").value;
    const end = lasting(typed) === null ? minutes(typed) : start + lasting(typed);
    const time = end === null ? start : end;
    return time === null ? "" : shown(time);
  };

  const offer = (line) => {
    const before = lines()[lines().indexOf(line) - 1];
    const starts = field(line, "starts");
    if (!before || starts.value) return;
    starts.value = endOf(before);
    field(line, "sent").value = starts.value;
    starts.select();
  };

  const neighbour = (line, step) => lines()[lines().indexOf(line) + step];

  const goTo = (line, target) => {
    const name = document.activeElement.name || "";
    const same = field(target, name.slice(name.lastIndexOf("-") + 1)) || field(target, "starts");
    same.focus();
  };

  const KEYS = {
    Enter: (line) => line.querySelector("[data-insert-row]").click(),
    ArrowDown: (line) => {
      const next = neighbour(line, 1);
      if (next) goTo(line, next);
      else line.querySelector("[data-insert-row]").click();
    },
    ArrowUp: (line) => {
      const before = neighbour(line, -1);
      if (before) goTo(line, before);
    },
    KeyS: (line) => {
      [...line.querySelectorAll(".row-folds > details")].at(-1).open = true;
      form.querySelector("[name=shift-minutes]").focus();
      chosen = line;
    },
  };

  form.addEventListener("keydown", (event) => {
    const line = event.target.closest("[data-row]");
    if (event.altKey && line && event.code in KEYS) {
      event.preventDefault();
      KEYS[event.code](line);
    }
    // In the minutes, Enter shifts the chosen row and all that follow.
    if (event.key === "Enter" && event.target.name === "shift-minutes" && chosen) {
      event.preventDefault();
      chosen.querySelector("[name=shift_from]").click();
    }
  });

  form.addEventListener("focusin", (event) => {
    const line = event.target.closest("[data-row]");
    if (line && event.target === field(line, "starts")) offer(line);
  });
})();
