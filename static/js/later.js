/* The rows of a list that come after its page; without this the link in their place leads to them. */
(async () => {
  "use strict";

  const place = document.querySelector("[data-later]");
  place.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(place.querySelector("a").href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const rows = page.getElementById("rows");
    if (answer.ok && rows) place.replaceWith(rows);
  } catch {
    // The link stays.
  } finally {
    place.removeAttribute("aria-busy");
  }
})();
