/* Small comforts; every page works without this file.
   data-action="print"  on a button: opens the print dialogue
   data-warn-unsaved    on a form: asks before leaving when something was changed
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
  });

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

  // A form that came back with errors holds text that is saved nowhere.
  for (const errors of document.querySelectorAll("form[data-warn-unsaved] .error-summary")) {
    changed.add(errors.closest("form"));
  }

  window.addEventListener("beforeunload", (event) => {
    if (changed.size) event.preventDefault();
  });

  // A page that comes back by the browser's Back button may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
  });
})();
