// Records in place: look whether one is heard and seen, record, and look at it before it is sent. What was recorded becomes the file of the
// form, and outlives a reload until it is sent or thrown away. Where the page may use neither camera nor microphone, it asks for the phone's own, and says why.
import { close, devices, isAble, record } from "./recording.js";
import { newId } from "../acts.js";
import { startMeter } from "./meter.js";
import { add, drafted, drop, fileOf } from "./waiting.js";
import { showWhen } from "./when.js";

const ACCEPTED = { photo: "image/*", sound: "audio/*", film: "video/*" };
const REFUSALS = { NotAllowedError: "denied", NotFoundError: "missing" };
const SOON = 10; // seconds before the end that are told

let panel = null;
let [kind, side] = ["sound", "environment"];
let draft = null; // what was recorded last, as it is kept
let [stream, stopMeter, stopRecording, ticking] = [null, null, null, 0];

export const isRecording = () => stream !== null;

const part = (what) => panel.querySelector(what);
const field = () => panel.closest("form").elements.file;

function enter(state) {
  const lost = panel.contains(document.activeElement) || document.activeElement === document.body;
  showWhen(panel, state);
  for (const element of panel.querySelectorAll("[data-for]")) element.hidden = element.dataset.for !== kind;
  if (lost) [...panel.querySelectorAll("button")].find((button) => !button.closest("[hidden]"))?.focus();
}

function leave() {
  clearInterval(ticking);
  stopMeter?.();
  close(stream);
  [stream, stopMeter, stopRecording] = [null, null, null];
}

async function open() {
  leave();
  enter("asking");
  try {
    stream = await devices(kind, side);
  } catch (error) {
    enter(REFUSALS[error.name] ?? "broken");
    return;
  }
  stopMeter = startMeter(stream, part("meter"));
  part("video[muted]").srcObject = kind === "film" ? stream : null;
  enter("ready");
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function tick(until) {
  const left = Math.max(0, Math.ceil((until - Date.now()) / 1_000));
  part("[role=timer]").textContent = clock(left);
  part(".soon").hidden = left > SOON;
  if (!left) stopRecording?.();
}

function start() {
  const seconds = Number(panel.dataset.longest);
  stopRecording = record(stream, kind, { seconds, bytes: Number(panel.dataset.most) }, keep);
  const until = Date.now() + seconds * 1_000;
  tick(until);
  ticking = setInterval(tick, 250, until);
  enter("recording");
}

// Show it, as what the form would send now.
function show(file) {
  const bag = new DataTransfer();
  bag.items.add(file);
  field().files = bag.files;
  const player = part(`.heard[data-for=${kind}]`);
  URL.revokeObjectURL(player.src);
  player.src = URL.createObjectURL(file);
  enter("kept");
}

function keep(file) {
  leave();
  forget();
  draft = { id: newId(), draft: location.pathname };
  add(draft, file);
  show(file);
}

function forget() {
  if (draft) drop(draft);
  draft = null;
}

// From before the page was loaded anew.
async function restore() {
  const found = await drafted();
  const file = found && (await fileOf(found));
  if (!file || field().files.length) return;
  draft = found;
  kind = file.type.startsWith("video/") ? "film" : "sound";
  show(file);
}

function away() {
  leave();
  field().value = "";
  idle();
}

// The form has another file, or none.
function idle() {
  forget();
  enter("idle");
}

// The phone's own camera or recorder, as far as it has one.
function borrow() {
  const asked = document.createElement("input");
  Object.assign(asked, { type: "file", accept: ACCEPTED[kind] });
  asked.setAttribute("capture", "environment");
  asked.addEventListener("change", () => {
    idle();
    field().files = asked.files;
  });
  asked.click();
}

function take(button) {
  kind = button.dataset.take;
  if (kind === "photo" || !isAble()) borrow();
  else open();
}

function turn() {
  side = side === "user" ? "environment" : "user";
  open();
}

const PRESSES = { take, turn, start, stop: () => stopRecording(), away, again: open };

export function startRecorder() {
  panel = document.getElementById("recorder");
  if (!panel) return;
  part(".unable").hidden = isAble();
  panel.addEventListener("click", ({ target }) => PRESSES[target.closest("button")?.dataset.press]?.(target.closest("button")));
  panel.closest("form").addEventListener("reset", idle);
  field().addEventListener("change", idle);
  addEventListener("pagehide", leave);
  addEventListener("beforeunload", (event) => stopRecording && event.preventDefault());
  enter("idle");
  panel.hidden = false;
  restore();
}
