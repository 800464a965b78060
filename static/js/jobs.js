/* The page of long work, kept up to date: every second the same page is asked for, and the parts
   that read differently are put in place of the old ones. Who watched the work to its end is led to
   the result.
   data-live  on #job: the address to ask, while the work is unfinished
   data-part  the parts of #job */
"use strict";

(() => {
  const EVERY = 1000;
  const AFTER_AN_ERROR = 5000;

  const put = (html) => {
    const job = document.getElementById("job");
    const news = new DOMParser().parseFromString(html, "text/html").getElementById("job");
    if (!news) return;
    for (const part of job.querySelectorAll("[data-part]")) {
      const other = news.querySelector(`[data-part=${part.dataset.part}]`);
      // What reads the same stays, and with it the focus on a button.
      if (part.textContent !== other.textContent) part.replaceChildren(...other.childNodes);
    }
    if (news.dataset.live) job.dataset.live = news.dataset.live;
    else delete job.dataset.live;
  };

  const look = async () => {
    const { live } = document.getElementById("job").dataset;
    if (!live) return;
    let pause = EVERY;
    try {
      const answer = await fetch(live, { credentials: "same-origin" });
      if (answer.redirected) {
        window.location.assign(answer.url);
        return;
      }
      if (answer.ok) put(await answer.text());
      else pause = AFTER_AN_ERROR;
    } catch {
      pause = AFTER_AN_ERROR;
    }
    setTimeout(look, pause);
  };

  setTimeout(look, EVERY);
})();
