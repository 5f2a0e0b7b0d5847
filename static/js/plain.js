// A form with data-draft that goes the plain way: once the server has taken it, which it says by leading on to another page, what was
// typed is no draft any more. Comes before live.js, which puts drafts back into their forms.
import { parse, tryStorage } from "./acts.js";
import { draftKey } from "./drafts.js";

const SENT = "opennight.sent"; // the keys of the drafts that were sent and may have been refused

const sent = () => parse(tryStorage(() => sessionStorage.getItem(SENT))) ?? [];

function taken() {
  const [page] = performance.getEntriesByType("navigation");
  if (!page?.redirectCount || page.type === "back_forward") return;
  tryStorage(() => [...sent(), SENT].forEach((key) => sessionStorage.removeItem(key)));
}

taken();
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-plain][data-draft]")) return;
  tryStorage(() => sessionStorage.setItem(SENT, JSON.stringify([...sent(), draftKey(form)])));
});
