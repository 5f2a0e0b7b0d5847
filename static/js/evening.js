// Once the night is closed, a push brings everybody the same: the way to their own evening. This goes it for them.

const SPREAD = 4_000; // ms over which the phones of a room ask
let shown = ""; // the evening as this page last had it
let timer = 0;

const way = () => document.querySelector("[data-evening]");

function put(text) {
  const target = document.getElementById("evening");
  const held = target.contains(document.activeElement);
  htmx.swap({ text, target, swap: "outerMorph ignoreTitle:true" });
  if (held) document.getElementById("evening").focus();
}

async function go(address) {
  timer = 0;
  const response = await fetch(address, { headers: { "HX-Request": "true" } });
  const text = await response.text();
  if (!response.ok || !document.getElementById("evening")) return; // else the night was opened again meanwhile
  shown = text;
  put(text);
}

function pushed() {
  const address = way()?.href;
  if (!address) return;
  if (shown) put(shown);
  timer ||= setTimeout(() => go(address).catch(() => {}), Math.random() * SPREAD); // without a link: the way stays
}

export function startEvening() {
  if (!way()) shown = document.getElementById("evening")?.outerHTML ?? "";
  document.addEventListener("opennight:pushed", pushed);
}
