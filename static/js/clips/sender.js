// Sends the clips that wait, one at a time: first the file in pieces, then its form, which names the upload. Whatever else a person does,
// a vote or a note, goes its own way (outbox.js), and first.
import { all } from "../acts.js";
import { me, setMine } from "../marks.js";
import { change, drop, fileOf, waiting } from "./waiting.js";
import { asked, begin, end, look, refusal, send } from "./tus.js";

const PREPARED = 180_000; // ms that the server may take to make a clip of what has arrived
const LONGEST_WAIT = 15_000; // ms between two tries, at most
const BUSY = 5; // how often the server may say that it is busy with the same clip

let current = null; // {id, at, all, stage, abort} of the one on its way
let running = false;
let more = false; // whether something was put in line meanwhile
let stuck = false; // whether the last try has failed
let wake = () => {};
const busy = new Map(); // id → how often

export const stageOf = ({ id }) => (current?.id === id ? current : null);
export const isStuck = () => stuck;

function tell() {
  document.dispatchEvent(new Event("opennight:sending"));
}

const pause = (ms) =>
  new Promise((done) => {
    const timer = setTimeout(done, ms);
    wake = () => {
      clearTimeout(timer);
      done();
    };
  });

function enter(stage, at = current.at) {
  Object.assign(current, { stage, at });
  tell();
}

async function upload(clip, file, signal) {
  let at = clip.address ? await look(clip.address, signal) : null;
  if (at === null) {
    if (!(await change(clip, { address: "" }))) return;
    await change(clip, { address: await begin(`${clip.place}?me=${me}`, file.size, signal) });
    at = 0;
  }
  enter("sending", at);
  await send(clip.address, file, at, (there) => enter("sending", there), signal);
}

// The form; the server knows a repeat by its id.
async function post(clip, signal) {
  const body = new URLSearchParams([...clip.fields, ["upload", clip.address.split("/").pop()], ["command", clip.id], ["me", me]]);
  const { status, said } = await asked(clip.url, "POST", { body, signal, patience: PREPARED });
  if (status >= 200 && status < 300 && said) return said;
  if (said && status === 410) location.reload(); // somebody else has this device
  else if (status === 404 && (await look(clip.address, signal)) === null) await change(clip, { address: "" });
  else if (said?.refused && status < 500 && status !== 429) throw refusal(said.refused);
  else if (said?.refused && status === 503) {
    busy.set(clip.id, (busy.get(clip.id) ?? 0) + 1);
    if (busy.get(clip.id) >= BUSY) throw refusal(said.refused);
  }
  throw new Error("not taken yet");
}

// Send this one. True if that is settled, one way or the other.
async function deliver(clip) {
  const abort = new AbortController();
  const { signal } = abort;
  try {
    const file = await fileOf(clip);
    if (!file) {
      await drop(clip);
      return true;
    }
    current = { id: clip.id, at: 0, all: file.size, stage: "waiting", abort };
    await upload(clip, file, signal);
    enter("preparing", file.size);
    const { mine, go } = await post(clip, signal);
    await drop(clip);
    if (mine) setMine(mine);
    document.dispatchEvent(new CustomEvent("opennight:clip-sent", { detail: { ...clip, go } }));
    return true;
  } catch (error) {
    if (error.refused) await change(clip, { problem: error.refused });
    return Boolean(error.refused) || signal.aborted;
  } finally {
    current = null;
    tell();
  }
}

// Send what waits, until all of it is there or refused.
export async function flush() {
  wake();
  more = true;
  if (running) return;
  running = true;
  try {
    for (let tries = 0; ; ) {
      more = false;
      const [next] = (await waiting()).filter(({ problem }) => !problem);
      if (!next && more) continue;
      if (!next) break;
      if (all().some((act) => !act.failed)) await pause(500);
      stuck = !(await deliver(next));
      tell();
      if (!stuck) tries = 0;
      else await pause(Math.random() * Math.min(LONGEST_WAIT, 1_000 * 2 ** tries++));
    }
  } finally {
    running = false;
  }
}

export async function retry(clip) {
  busy.delete(clip.id);
  await change(clip, { problem: "" });
  flush();
}

export async function cancel(clip) {
  const [kept] = (await waiting()).filter(({ id }) => id === clip.id);
  await drop(clip);
  stageOf(clip)?.abort.abort();
  if (kept?.address) await end(kept.address);
}

export function startSender() {
  for (const event of ["online", "pageshow"]) addEventListener(event, () => flush());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
  flush();
}
