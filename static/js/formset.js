/* Rows without a round trip: a copy of the empty row in <template data-rows="prefix">.
   data-add-row="prefix"     on a button: a row is put before the button
   data-insert-row="prefix"  on a button: a row is put below the [data-row] of the button, or below
                             its own paragraph where it is in none
   Without this file the buttons send the form, and rows come back. The row that was added sends
   the event "rowadded". */
"use strict";

(() => {
  const newRow = (prefix) => {
    const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
    const holder = document.createElement("template");
    const empty = document.querySelector(`template[data-rows="${prefix}"]`);
    holder.innerHTML = empty.innerHTML.replaceAll("__prefix__", total.value);
    total.value = Number(total.value) + 1;
    return holder.content.firstElementChild;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-row], [data-insert-row]");
    if (!button) return;
    event.preventDefault();
    const row = newRow(button.dataset.addRow || button.dataset.insertRow);
    if (button.dataset.addRow) {
      const paragraph = button.closest("p");
      (paragraph || button).before(row);
    } else {
      (button.closest("[data-row]") || button.closest("p")).after(row);
    }
    row.dispatchEvent(new CustomEvent("rowadded", { bubbles: true }));
    row.querySelector("input:not([type=hidden]), select").focus();
  });
})();
