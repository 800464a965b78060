/* Small comforts; every page works without this file.
   data-action="print"  on a button: opens the print dialogue
   data-action="copy"   on a button: copies the field whose id data-copies names
   data-warn-unsaved    on a form: asks before leaving when something was changed
   data-unsaved         on such a form: it came back with what is not saved yet
   data-once            on a form: a second press of its button sends nothing
   data-search          on the search field: "/" goes there
   details.menu         closes on Escape and on a click beside it */
"use strict";

(() => {
  const changed = new Set();
  const isTyping = (element) => element.closest("input, select, textarea, [contenteditable]");

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== except) menu.open = false;
    }
  };

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details.menu"));
    if (event.target.closest("[data-action=print]")) window.print();
    const copying = event.target.closest("[data-action=copy]");
    if (copying) copy(document.getElementById(copying.dataset.copies));
  });

  const copy = (field) => {
    field.focus();
    field.select();
    navigator.clipboard.writeText(field.value);
  };

  // The clipboard is there on a safe connection alone; elsewhere the field is copied by hand.
  for (const button of document.querySelectorAll("[data-action=copy]")) {
    button.hidden = !navigator.clipboard;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = document.querySelector("details.menu[open]");
      closeMenus(null);
      if (menu) menu.querySelector("summary").focus();
    }
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "/" && plain && !isTyping(event.target)) {
      const field = [...document.querySelectorAll("[data-search]")].find((f) => f.offsetParent);
      if (field) {
        event.preventDefault();
        field.focus();
      }
    }
  });

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && "warnUnsaved" in form.dataset) changed.add(form);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if ("once" in form.dataset) {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    }
    if (!event.defaultPrevented) changed.delete(form);
  });

  // A form that came back with errors, or for more rows, holds text that is saved nowhere.
  const kept = "form[data-warn-unsaved] .error-summary, form[data-unsaved]";
  for (const part of document.querySelectorAll(kept)) changed.add(part.closest("form"));

  window.addEventListener("beforeunload", (event) => {
    if (changed.size) event.preventDefault();
  });

  // A page that comes back by the browser's Back button may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
  });
})();
