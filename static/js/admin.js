/* Names for the search fields that Select2 puts into lists of several records: it gives them none,
   so that a screen reader would only say "edit". */
"use strict";

(() => {
  const name = (field) => {
    const select = field.closest(".select2-container")?.previousElementSibling;
    const label = select && document.querySelector(`label[for="${select.id}"]`);
    if (label) field.setAttribute("aria-label", label.textContent.trim().replace(/:$/, ""));
  };

  const nameAll = (root) => root.querySelectorAll(".select2-search__field").forEach(name);

  window.addEventListener("load", () => {
    nameAll(document);
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) if (node.querySelectorAll) nameAll(node);
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
