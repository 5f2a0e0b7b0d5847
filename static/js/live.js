// The live client: keeps one socket open, applies what is pushed, and gets what was missed. Forms are outbox.js's work.
import { applyMarks, setMine } from "./marks.js";
import { setClock, startLamps } from "./lamp.js";
import { flush, startOutbox } from "./outbox.js";

const SILENCE = 10_000; // ms without a sign of life after which a link counts as dead
const LONGEST_WAIT = 8_000; // ms between two tries, at most

const body = document.body;
const root = document.documentElement;
let version = Number(body.dataset.version ?? 0);
let socket = null;
let heard = 0;
let tries = 0;
let retry = 0;

function put([region, parent, html]) {
  const old = document.getElementById(region);
  if (!html) {
    old?.remove();
  } else if (old) {
    htmx.swap({ text: html, target: old, swap: "outerMorph ignoreTitle:true" });
  } else if (parent && document.getElementById(parent)) {
    htmx.swap({ text: html, target: document.getElementById(parent), swap: "beforeend ignoreTitle:true" });
  }
}

function apply(frame) {
  setClock(frame.now);
  if (frame.a > version) {
    socket.send(JSON.stringify({ since: version })); // a frame is missing: ask for everything since
    return;
  }
  if (frame.v <= version) return;
  version = frame.v;
  body.dataset.phase = frame.phase;
  frame.f.forEach(put);
  applyMarks();
  const regions = frame.f.map(([region]) => region);
  document.dispatchEvent(new CustomEvent("opennight:pushed", { detail: { regions } }));
}

function receive(event) {
  heard = Date.now();
  root.dataset.link = "on";
  const frame = JSON.parse(event.data);
  if (frame.reload) location.reload();
  else if (frame.mine?.gone) location.reload();
  else if (frame.mine) setMine(frame.mine);
  else if (frame.v !== undefined) apply(frame);
}

function connect() {
  clearTimeout(retry);
  const address = new URL(body.dataset.live, location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  address.searchParams.set("since", version);
  const mine = (socket = new WebSocket(address));
  heard = Date.now();
  mine.onopen = () => {
    tries = 0;
    flush();
  };
  mine.onmessage = (event) => mine === socket && receive(event);
  mine.onclose = () => mine === socket && lost();
}

function lost() {
  socket = null;
  root.dataset.link = "off";
  // Full jitter: after a restart a whole room comes back, and must not come in step.
  retry = setTimeout(connect, Math.random() * Math.min(LONGEST_WAIT, 500 * 2 ** tries++));
}

// A dead link does not close by itself; a browser that was asleep does not know that its link is dead.
function watch() {
  if (socket && Date.now() - heard > SILENCE) {
    const dead = socket;
    socket = null;
    dead.close();
    lost();
  }
}

function wake() {
  if (document.visibilityState !== "visible") return;
  if (!socket) connect();
  else watch();
  flush();
}

startOutbox();
startLamps();
applyMarks();
if (body.dataset.live) {
  connect();
  setInterval(watch, 2_000);
  document.addEventListener("visibilitychange", wake);
  addEventListener("pageshow", wake);
  addEventListener("online", () => {
    tries = 0;
    if (!socket) connect();
  });
}
