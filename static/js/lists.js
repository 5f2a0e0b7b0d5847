// The lists of the desk. Each has its order beside it, as numbers: rows that are new or have changed their rank go where they belong, and no other row moves.
import { isDragging } from "./desk-lineup.js";
import { putInOrder } from "./order.js";

const find = (id) => document.getElementById(id);
const all = (what) => document.querySelectorAll(what);
const arranged = new WeakMap(); // list → the order it is in, and how many rows it had then

// A list that follows the votes keeps still under the host's hand, until the next push.
const inHand = (list) => list.matches("[data-still]") && (isDragging() || list.matches(":hover, :focus-within"));

function arrange({ dataset: { rows, into, order } }) {
  const list = find(into);
  const state = () => `${order} ${list.childElementCount}`;
  if (!list || arranged.get(list) === state() || inHand(list)) return;
  putInOrder(list, rows, order);
  arranged.set(list, state());
}

const count = (ids) => ids.split(",").reduce((sum, id) => sum + find(id).childElementCount, 0);

function show(element, here) {
  if (element.hidden === here) element.hidden = !here; // set, it would be styled anew even if nothing changes
}

// What is there only beside a list with rows, only beside an empty one, or only beside one with more rows than are shown at first.
function follow() {
  for (const part of all("[data-while]")) show(part, count(part.dataset.while) > 0);
  for (const text of all("[data-unless]")) show(text, !count(text.dataset.unless));
  for (const rest of all("[data-beyond]")) show(rest, count(rest.dataset.of) > Number(rest.dataset.beyond));
}

export function arrangeAll() {
  all("[data-rows]").forEach(arrange);
  follow();
}
