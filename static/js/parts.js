// Parts of the desk that this phase does not need: each comes when it is opened, and anew after every push while it stays open.
import { isDragging } from "./desk-lineup.js";
import { fetchRegion } from "./regions.js";

const PAUSE = 3_000; // ms between two times, at least
const fetched = new Map(); // id → the address it came from
let last = 0; // when something was fetched
let timer = 0;

const isOpen = (element) => element.closest(".part")?.open;

async function fetchPart(id, address) {
  const text = await fetchRegion(id, address);
  const target = document.getElementById(id);
  if (!text || !target || !fetched.has(id)) return; // meanwhile a push may have brought it
  htmx.swap({ text, target, swap: "outerMorph ignoreTitle:true" });
  document.dispatchEvent(new CustomEvent("opennight:pushed", { detail: { regions: [id], fetched: true } }));
}

function fetchOpen() {
  last = Date.now();
  for (const link of document.querySelectorAll(".aside [data-part]")) fetched.set(link.parentElement.id, link.href);
  for (const [id, address] of fetched) {
    const part = document.getElementById(id);
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

function pushed({ detail: { regions, fetched: own } }) {
  if (own) return;
  for (const id of regions) fetched.delete(id); // this phase has it
  if (fetched.size && regions.some((region) => !region.startsWith("tally-"))) soon();
}

export function startParts() {
  document.addEventListener("toggle", ({ target }) => target.matches?.(".part[open]") && target.querySelector(".aside") && fetchOpen(), true);
  document.addEventListener("opennight:pushed", pushed);
  fetchOpen();
}
