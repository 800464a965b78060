/* The page that says what the columns of a table are, kept up to date while one changes it: the
   form is sent to its own address, and the parts that read differently are put in place.
   #mapping     the form
   data-part    its parts that follow from what was chosen */
"use strict";

(() => {
  const PAUSE = 300;
  const form = document.getElementById("mapping");
  if (!form) return;
  let timer;
  let latest = 0;

  const names = (part) => [...part.querySelectorAll("[name]")].map((field) => field.name).join();
  const values = (part) =>
    [...part.querySelectorAll("[name]")].map((f) => (f.type === "checkbox" ? f.checked : f.value)).join("\n");

  const put = (html) => {
    const news = new DOMParser().parseFromString(html, "text/html").getElementById("mapping");
    if (!news) return;
    const focused = document.activeElement && document.activeElement.id;
    const typed = focused && document.activeElement.matches("input[type=text], textarea");
    form.elements.layout.value = news.elements.layout.value;
    for (const part of form.querySelectorAll("[data-part]")) {
      const other = news.querySelector(`[data-part=${part.dataset.part}]`);
      const isSame = part.textContent === other.textContent && values(part) === values(other);
      const isTypedIn = typed && part.contains(document.activeElement);
      if (isSame || (isTypedIn && names(part) === names(other))) continue;
      const box = part.querySelector(".table-scroll");
      const left = box ? box.scrollLeft : 0;
      part.replaceChildren(...other.childNodes);
      if (box) part.querySelector(".table-scroll").scrollLeft = left;
    }
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  };

  const show = async () => {
    latest += 1;
    const mine = latest;
    form.setAttribute("aria-busy", "true");
    try {
      const body = new FormData(form);
      body.set("show", "");
      const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
      if (mine !== latest) return;
      if (answer.redirected) window.location.assign(answer.url);
      else if (answer.ok) put(await answer.text());
    } catch {
      // The button shows the same, and says what is wrong with the connection.
    } finally {
      if (mine === latest) form.removeAttribute("aria-busy");
    }
  };

  form.addEventListener("change", (event) => {
    if (event.target.name === "keep_as") return;
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
})();
