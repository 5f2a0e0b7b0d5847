// What a group wrote: in the order that the group gave it, with a quiet mark on what others have written or changed since one looked last.
import { tryStorage } from "./acts.js";
import { me } from "./marks.js";
import { putInOrder } from "./order.js";

const KEY = `opennight.looked ${me} ${location.pathname}`;

const all = (what) => [...document.querySelectorAll(what)];
const entries = () => all("[data-touched]");
const looked = () => Number(tryStorage(() => localStorage.getItem(KEY)) ?? Infinity); // on the first visit nothing is new

let since = looked();

function arrange() {
  for (const { dataset } of all("[data-into]")) {
    const list = document.getElementById(dataset.into);
    if (list) putInOrder(list, dataset.rows, dataset.order);
  }
}

function mark() {
  for (const entry of entries()) {
    const fresh = Number(entry.dataset.touched) > since && entry.dataset.hand !== me;
    entry.classList.toggle("is-fresh", fresh);
    entry.querySelector(".fresh").hidden = !fresh;
  }
}

// The clock is the server's: what counts is the latest entry that this page has shown.
function remember() {
  const latest = Math.max(0, ...entries().map((entry) => Number(entry.dataset.touched)));
  tryStorage(() => localStorage.setItem(KEY, latest));
}

function turn() {
  if (document.visibilityState === "hidden") return remember();
  since = looked();
  mark();
}

if (document.querySelector(".group-page")) {
  mark();
  document.addEventListener("opennight:pushed", () => {
    arrange();
    mark();
  });
  document.addEventListener("visibilitychange", turn);
  addEventListener("pagehide", remember);
}
