/* Names for what Select2 puts beside a list of records: its search field has none, its box only that
   of the record chosen, so that a screen reader would not say what the field is for. */
"use strict";

(() => {
  const words = (field) => {
    const select = field.closest(".select2-container")?.previousElementSibling;
    const label = select && document.querySelector(`label[for="${select.id}"]`);
    const column = select?.closest("td")?.className.match(/field-([a-z_]+)/)?.[1];
    const head = column && select.closest("table").querySelector(`th.column-${column}`);
    return (label ?? head)?.textContent.trim().replace(/:$/, "") ?? "";
  };

  const name = (field) => {
    const chosen = field.querySelector(".select2-selection__rendered")?.title ?? "";
    field.removeAttribute("aria-labelledby");
    field.setAttribute("aria-label", [words(field), chosen].filter(Boolean).join(": "));
  };

  const nameAll = (root) =>
    root.querySelectorAll(".select2-search__field, .select2-selection--single").forEach(name);

  window.addEventListener("load", () => {
    nameAll(document);
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) if (node.querySelectorAll) nameAll(node);
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
