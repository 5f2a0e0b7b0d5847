// Once the night is closed, a push brings everybody the same: the way to their own evening. This goes it for them.

import { textOf } from "./marks.js";
import { fetchRegion } from "./regions.js";

const SPREAD = 4_000; // ms over which the phones of a room ask
let shown = ""; // the evening as this page last had it
let timer = 0;
let seen = textOf("seen"); // as whom those in it are public

const way = () => document.querySelector("[data-evening]");

function put(text) {
  const target = document.getElementById("evening");
  const held = target.contains(document.activeElement);
  htmx.swap({ text, target, swap: "outerMorph ignoreTitle:true" });
  if (held) document.getElementById("evening").focus();
}

async function go(address) {
  timer = 0;
  const text = await fetchRegion("evening", address);
  if (!text || !document.getElementById("evening")) return; // the night was opened again meanwhile
  shown = text;
  put(text);
}

function pushed() {
  const address = way()?.href;
  if (!address) return;
  if (shown) put(shown);
  ask(address, SPREAD);
}

function ask(address, spread) {
  timer ||= setTimeout(() => go(address).catch(() => {}), Math.random() * spread); // without a link: the way stays
}

// Somebody in it has chosen as whom they are public: it says so at once.
function marked() {
  if (shown && seen !== textOf("seen")) ask(`${location.pathname}/evening`, SPREAD / 8);
  seen = textOf("seen");
}

export function startEvening() {
  if (!way()) shown = document.getElementById("evening")?.outerHTML ?? "";
  document.addEventListener("opennight:pushed", pushed);
  document.addEventListener("opennight:marked", marked);
}
