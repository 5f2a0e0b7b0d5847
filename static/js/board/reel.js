// The reel on the board: one clip after another. Where to begin, the clock says; from there on each film and recording plays to its end, also
// over a line that makes it wait. The desk goes elsewhere by a new turn; what is withdrawn meanwhile is gone with the push, and the next one begins.
import { placeIn } from "../reel.js";

const LOOK = 200; // ms between two looks
const SLEPT = 5_000; // ms between two looks after which the clock says again where we are
const STALLED = 15_000; // ms for which a film may stand still before it is left
const NEAR = 5; // seconds that we may be beside the clock
const END = "0";

const find = (id) => document.getElementById(id);
const small = "small" in document.body.dataset;
let settle = () => {};
let turn = "";
let order = []; // the clips when we last looked
let no = null; // what is shown; null: there is no reel
let held = false;
let blocked = false; // the browser plays no sound yet
let passed = 0; // ms for which it has been shown
let still = 0; // ms for which a film has not moved
let at = 0; // where that film was, in seconds
let looked = Date.now(); // the clock of the room: a machine that slept has to notice

const article = (number) => find(number === END ? "reel-end" : `reel-${number}`);
const mediaOf = (number) => (small ? null : article(number)?.querySelector("video"));

function next() {
  show(order[order.indexOf(no) + 1] ?? END, 0);
}

// Nobody knew how long it is: a board in the browser of whoever runs it says that it has ended; others may not, and go on by themselves.
function over() {
  if (article(no)?.dataset.unmeasured !== undefined) {
    const body = new URLSearchParams({ clip: no, over: "1", command: `over-${turn}-${no}` });
    fetch(location.pathname.replace(/board$/, "reel/skip"), { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => {});
  }
  next();
}

// The one that comes next is loaded ahead.
function prepare() {
  const coming = article(order[order.indexOf(no) + 1]);
  for (const image of coming?.querySelectorAll("img") ?? []) image.loading = "eager";
  const media = coming?.querySelector("video");
  if (media && !small) media.preload = "auto";
}

function reveal() {
  for (const one of find("reel").querySelectorAll("article")) {
    one.hidden = one !== article(no);
    if (one.hidden) one.querySelector("video")?.pause();
  }
}

function show(number, ms) {
  const other = no !== number;
  [no, passed, still] = [number, ms, 0];
  reveal();
  for (const image of article(no)?.querySelectorAll("img") ?? []) image.loading = "eager";
  const media = mediaOf(no);
  if (media && (other || Math.abs(media.currentTime - ms / 1000) > NEAR)) media.currentTime = ms / 1000;
  hear(media);
  if (media) media.preload = "auto"; // also one that is held has its picture, and its words
  if (media && held) media.pause();
  else if (media) play(media);
  tellSilence();
  prepare();
  line();
  settle(other);
}

// Browsers play no sound on a page that nobody has touched: then it goes on without, and the board says how to turn it on.
async function play(media) {
  media.muted = blocked;
  try {
    await media.play();
  } catch (problem) {
    if (problem.name !== "NotAllowedError" || blocked) return;
    blocked = true;
    tellSilence();
    const now = mediaOf(no);
    if (now && !held) play(now);
  }
}

function tellSilence() {
  find("reel-silent").hidden = !blocked;
}

function unmute() {
  if (!blocked || no === null) return;
  blocked = false;
  tellSilence();
  const media = mediaOf(no);
  if (media) media.muted = false;
  if (media && !held) play(media);
}

// What is said, where that has been written down.
function hear(media) {
  for (const track of media?.textTracks ?? []) {
    track.mode = "hidden"; // loaded, and drawn by us: large, and for sound, too
    track.oncuechange = say;
  }
  say();
}

function say() {
  const tracks = [...(mediaOf(no)?.textTracks ?? [])];
  const lines = tracks.flatMap((track) => [...(track.activeCues ?? [])].map((cue) => cue.getCueAsHTML().textContent));
  const words = find("reel-captions");
  words.textContent = lines.join("\n");
  words.hidden = !lines.length;
}

// How much of it has been shown.
function line() {
  const media = mediaOf(no);
  const whole = media?.duration > 0 && Number.isFinite(media.duration) ? media.duration * 1000 : Number(article(no)?.dataset.ms ?? 0);
  const part = whole ? Math.min(1, (media ? media.currentTime * 1000 : passed) / whole) : 0;
  document.querySelector(".reel-line > span")?.style.setProperty("--part", part.toFixed(3));
}

function look() {
  const since = Math.max(0, Date.now() - looked);
  looked = Date.now();
  if (no === null) return;
  if (since > SLEPT) return begin();
  if (held || no === END) return;
  line();
  passed += since;
  const media = mediaOf(no);
  const takes = Number(article(no)?.dataset.ms);
  if (!media) return passed >= takes && next();
  still = media.currentTime === at ? still + since : 0;
  at = media.currentTime;
  if (media.ended) over();
  else if (media.error || still > STALLED) next();
}

function begin() {
  const reel = find("reel");
  held = reel.dataset.held !== undefined;
  const place = placeIn(reel);
  show(place.no, place.ms);
}

function stop() {
  [turn, no, held] = ["", null, false];
}

// After each push.
export function followReel() {
  const reel = find("reel");
  if (!reel) return stop();
  const before = order;
  order = [...reel.querySelectorAll("[data-no]")].map((one) => one.dataset.no);
  if (reel.dataset.turn !== turn) {
    turn = reel.dataset.turn;
    begin();
  } else if (no === END || order.includes(no)) {
    reveal();
    tellSilence();
    hear(mediaOf(no)); // its captions may just have come
  } else {
    show(before.slice(before.indexOf(no)).find((one) => order.includes(one)) ?? END, 0);
  }
}

export function startReel(settled) {
  settle = settled;
  document.addEventListener("ended", ({ target }) => target === mediaOf(no) && over(), true);
  for (const touch of ["click", "keydown"]) document.addEventListener(touch, unmute);
  setInterval(look, LOOK);
}
