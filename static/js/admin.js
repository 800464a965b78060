/* Names that a screen reader needs and Django's admin leaves out: of the fields in the rows of a
   record, which only stand under a heading, and of what Select2 puts beside a list of records. */
"use strict";

(() => {
  const heading = (field) => {
    const cell = field.closest("td");
    const column = cell?.className.match(/field-([a-z_]+)/)?.[1];
    const head = column ? `th.column-${column}` : "thead th:last-child";
    return cell?.closest("table").querySelector(head)?.textContent.trim() ?? "";
  };

  const words = (field) => {
    const select = field.closest(".select2-container")?.previousElementSibling;
    const label = select && document.querySelector(`label[for="${select.id}"]`);
    return label?.textContent.trim().replace(/:$/, "") || heading(field);
  };

  const nameChooser = (field) => {
    const chosen = field.querySelector(".select2-selection__rendered")?.title ?? "";
    const name = [words(field), chosen].filter(Boolean).join(": ");
    field.removeAttribute("aria-labelledby");
    field.setAttribute("aria-label", name);
    field.querySelector("[role=textbox]")?.setAttribute("aria-label", name);
  };

  const nameCell = (field) => {
    if (field.type !== "hidden" && !field.labels?.length && heading(field)) {
      field.setAttribute("aria-label", heading(field));
    }
  };

  // The cross that empties a list stands in it as if it were one of its entries.
  const takeOut = (cross) => cross.parentElement.before(cross);

  const mend = (root) => {
    root.querySelectorAll("td input, td select, td textarea").forEach(nameCell);
    root
      .querySelectorAll(".select2-search__field, .select2-selection--single")
      .forEach(nameChooser);
    root.querySelectorAll("ul > .select2-selection__clear").forEach(takeOut);
  };

  window.addEventListener("load", () => {
    mend(document);
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) if (node.parentElement) mend(node.parentElement);
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
