/* Says that a chosen file is too large before it is sent, and does not send it.
   data-text-bytes, data-workbook-bytes   how large a table may be, on the field
   data-too-large                         the words, with %(size)s and %(limit)s in megabytes */
"use strict";

(() => {
  const MEGABYTE = 1000000;
  const field = document.querySelector("[data-too-large]");
  if (!field) return;
  const words = document.createElement("p");
  words.className = "mapping-error";
  words.id = `${field.id}_too_large`;
  words.setAttribute("role", "alert");
  field.after(words);

  const refusal = () => {
    const [file] = field.files;
    if (!file) return "";
    const isWorkbook = /\.xls[xm]$/i.test(file.name);
    const limit = Number(isWorkbook ? field.dataset.workbookBytes : field.dataset.textBytes);
    if (file.size <= limit) return "";
    return field.dataset.tooLarge
      .replace("%(size)s", Math.ceil(file.size / MEGABYTE))
      .replace("%(limit)s", limit / MEGABYTE);
  };

  const tell = () => {
    words.textContent = refusal();
    field.classList.toggle("is-invalid", Boolean(words.textContent));
    return words.textContent;
  };

  field.addEventListener("change", tell);
  field.form.addEventListener(
    "submit",
    (event) => {
      if (!tell()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      field.focus();
    },
    true,
  );
})();
