// Dots: how many a person has left, by what the server said last and what still waits in the outbox.
import { all } from "./acts.js";
import { hasMark, textOf } from "./marks.js";

// Where the phone shows them, if they are limited.
const bar = () => document.querySelector("[data-no-dots]");

// What an act does to the number of dots left once it arrives. One that has arrived, but was not answered yet, shows in the marks.
function change({ url }) {
  const [, , code, noun, no, verb] = new URL(url).pathname.split("/");
  if (noun !== "pitches" || code !== location.pathname.split("/")[2]) return 0;
  if (verb === "vote") return hasMark(`vote:${no}`) ? 0 : -1;
  return verb === "unvote" && hasMark(`vote:${no}`) ? 1 : 0;
}

// How many dots are left; NaN where that is not shown, or not limited.
export function dotsLeft() {
  if (!bar()) return NaN;
  const waiting = all().filter((act) => !act.failed);
  return waiting.reduce((left, act) => left + change(act), Number(textOf("dots")));
}

// The sentence that says why this act cannot be done, if it takes a dot more than there are.
export const lacksDots = (act) => (change(act) < 0 && dotsLeft() <= 0 ? bar().dataset.noDots : "");

export function showDots() {
  const left = dotsLeft();
  const shown = document.querySelector("[data-no-dots] [data-mine-text=dots]");
  if (shown && shown.textContent !== String(left)) shown.textContent = left;
}
