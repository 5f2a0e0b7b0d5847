// The live client, at the other end of opennight/live/protocol.py: keeps one socket open, applies what is pushed, and gets what was missed. Forms are outbox.js's work.
import { startEvening } from "./evening.js";
import { applyMarks, setMine } from "./marks.js";
import { setClock, startLamps } from "./lamp.js";
import { flush, startOutbox } from "./outbox.js";
import { startOwner } from "./owner.js";
import { startPresses } from "./presses.js";

const SILENCE = 9_000; // ms without a sign of life after which a link counts as dead; one comes every 5 s
const PATIENCE = 2_000; // ms to wait for an answer after waking up
const LOOK = 500; // ms between two looks at the link
const LONGEST_WAIT = 8_000; // ms between two tries, at most

const body = document.body;
const root = document.documentElement;
// What this page holds: the night up to `since`, and the mark `c` of its history there. A server whose log disagrees has it reload.
let known = { since: Number(body.dataset.version ?? 0), c: body.dataset.mark ?? "" };
let socket = null;
let heard = 0; // when the link last gave a sign of life, or was begun
let looked = Date.now();
let tries = 0;
let retry = 0;
let answer = 0; // the timer of an answer that is awaited
const pace = Number(body.dataset.pace ?? 0); // ms between two changes of a page that may be a little late
const held = new Map(); // region → the fragment that came last, until it is shown
let showing = 0;

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
  if (frame.a > known.since) {
    ask(); // a frame is missing: everything since
    return;
  }
  if (frame.v <= known.since && frame.a < frame.v) return; // one that leads nowhere brings what time alone has changed
  known = { since: frame.v, c: frame.c ?? "" };
  for (const fragment of frame.f) {
    held.delete(fragment[0]);
    held.set(fragment[0], fragment);
  }
  const moved = body.dataset.phase !== frame.phase;
  body.dataset.phase = frame.phase;
  if (moved || !pace) show();
  else showing ||= setTimeout(show, pace);
}

function show() {
  clearTimeout(showing);
  showing = 0;
  const fragments = [...held.values()];
  held.clear();
  document.dispatchEvent(new Event("opennight:arriving"));
  fragments.forEach(put);
  applyMarks();
  const regions = fragments.map(([region]) => region);
  document.dispatchEvent(new CustomEvent("opennight:pushed", { detail: { regions } }));
}

function receive(event) {
  heard = Date.now();
  tries = 0;
  root.dataset.link = "on";
  const frame = JSON.parse(event.data);
  if (frame.v !== undefined) clearTimeout(answer); // a mere sign of life may be from before the sleep
  if (frame.reload || frame.mine?.gone) location.reload();
  else if (frame.mine) setMine(frame.mine);
  else if (frame.v !== undefined) apply(frame);
}

function connect() {
  clearTimeout(retry);
  const address = new URL(body.dataset.live, location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  for (const [name, value] of Object.entries(known)) address.searchParams.set(name, value);
  const mine = (socket = new WebSocket(address));
  heard = Date.now();
  mine.onopen = () => flush(true); // it may still be refused: the link is on once something is heard
  mine.onmessage = (event) => mine === socket && receive(event);
  mine.onclose = () => mine === socket && lost();
}

function lost() {
  drop();
  root.dataset.link = "off";
  // Full jitter: after a restart a whole room comes back, and must not do so in step.
  retry = setTimeout(connect, Math.random() * Math.min(LONGEST_WAIT, 500 * 2 ** tries++));
}

function drop() {
  const dead = socket;
  socket = null;
  clearTimeout(answer);
  clearTimeout(retry);
  dead?.close();
}

function again() {
  drop();
  tries = 0;
  connect();
}

const silence = () => Math.abs(Date.now() - heard); // a clock that was set back counts as silence, too

function ask() {
  socket.send(JSON.stringify(known));
}

// A dead link does not close by itself, and only the clock tells that a laptop's lid was shut.
function watch() {
  const slept = Math.abs(Date.now() - looked) > SILENCE;
  looked = Date.now();
  if (slept) wake();
  else if (socket && silence() > SILENCE) lost();
}

// After waking up nobody knows whether the link still works: ask, and do not wait long for the answer.
function wake() {
  if (document.visibilityState !== "visible") return;
  flush(true);
  if (socket?.readyState === WebSocket.OPEN) {
    ask();
    clearTimeout(answer);
    answer = setTimeout(again, PATIENCE);
  } else if (socket?.readyState !== WebSocket.CONNECTING || silence() > PATIENCE) {
    again();
  }
}

startPresses();
startOwner();
applyMarks();
startOutbox();
startLamps();
startEvening();
if (body.dataset.live) {
  connect();
  setInterval(watch, LOOK);
  for (const event of ["visibilitychange", "resume"]) document.addEventListener(event, wake);
  addEventListener("pageshow", (event) => event.persisted && wake());
  for (const event of ["online", "offline"]) addEventListener(event, wake);
}
