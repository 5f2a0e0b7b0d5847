// Parts of the desk that this phase does not need, and what groups write: each comes when it is opened, and anew after every push while it stays open.
import { isDragging } from "./desk-lineup.js";
import { fetchRegion } from "./regions.js";

const PAUSE = 3_000; // ms between two times, at least
const fetched = new Map(); // id → the address it came from
let last = 0; // when something was fetched
let timer = 0;

const isOpen = (element) => !element.closest("details:not([open])");

async function fetchPart(id, address) {
  const text = await fetchRegion(id, address);
  const target = document.getElementById(id);
  if (!text || !target || !fetched.has(id)) return; // meanwhile a push may have brought it
  htmx.swap({ text, target, swap: "outerMorph ignoreTitle:true" });
  document.dispatchEvent(new CustomEvent("opennight:pushed", { detail: { regions: [id], fetched: true } }));
  fetchOpen(document.getElementById(id));
}

// What is open on all of the desk, or in this part of it: a part may have parts of its own.
function fetchOpen(within = document) {
  last = Date.now();
  for (const link of within.querySelectorAll(".aside [data-part]")) fetched.set(link.parentElement.id, link.href);
  for (const [id, address] of fetched) {
    const part = within.querySelector(`#${id}`);
    if (part && isOpen(part)) fetchPart(id, address).catch(() => {}); // without a link: after the next push
  }
}

function soon() {
  timer ||= setTimeout(again, Math.max(0, last + PAUSE - Date.now()));
}

function again() {
  timer = 0;
  if (isDragging()) {
    last = Date.now();
    soon();
  } else fetchOpen();
}

// A frame without regions also says that something has changed, though not what is shown.
function pushed({ detail: { regions, fetched: own } }) {
  if (own) return;
  for (const id of regions) fetched.delete(id); // this phase has it
  if (fetched.size && !(regions.length && regions.every((region) => region.startsWith("tally-")))) soon();
}

export function startParts() {
  document.addEventListener("toggle", ({ target }) => target.matches?.("details[open]") && target.querySelector(".aside") && fetchOpen(target), true);
  document.addEventListener("opennight:pushed", pushed);
  fetchOpen();
}
