/* "Add more rows" without a round trip: a copy of the empty row in <template data-rows="prefix">
   is put before the button. Without this file the button sends the form, and rows come back. */
"use strict";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-row]");
  if (!button) return;
  event.preventDefault();
  const prefix = button.dataset.addRow;
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  const holder = document.createElement("template");
  const empty = document.querySelector(`template[data-rows="${prefix}"]`);
  holder.innerHTML = empty.innerHTML.replaceAll("__prefix__", total.value);
  const row = holder.content.firstElementChild;
  const day = row.querySelector(`[name="${prefix}-${total.value}-day"]`);
  if (day && button.dataset.day) day.value = button.dataset.day;
  total.value = Number(total.value) + 1;
  button.before(row);
  row.querySelector("input:not([type=hidden]), select").focus();
});
