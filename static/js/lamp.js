// Time: every lamp on the page burns down by the server's clock, and the bell rings.

const TWO_MINUTES = 120_000;
const FRESH = 10_000; // ms after which a bell, or the moment at which two minutes were left, is no news any more

let ahead = 0; // ms by which the server's clock is ahead of ours
let rung = null;
let before = NaN; // ms that were left when we last looked

export function setClock(now) {
  ahead = now - Date.now();
}

export function serverNow() {
  return Date.now() + ahead;
}

function left(lamp) {
  return lamp.dataset.ends ? Math.max(0, Number(lamp.dataset.ends) - serverNow()) : Number(lamp.dataset.left);
}

function show(lamp) {
  const ms = left(lamp);
  const seconds = Math.ceil(ms / 1000);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const clock = lamp.querySelector("[data-clock]");
  if (clock && clock.textContent !== text) clock.textContent = text;
  lamp.toggleAttribute("data-over", ms === 0);
  const gone = ms ? 1 - ms / Number(lamp.dataset.total) : 1; // a turn that was cut to nothing has a total of 0
  lamp.style.setProperty("--gone", Math.min(1, Math.max(0, gone)).toFixed(3));
}

// Two strokes of a bell, if the browser lets a page make sounds; and for deaf people and loud rooms, a flash and a buzz.
function ring(bell) {
  bell.setAttribute("data-ringing", "");
  setTimeout(() => bell.removeAttribute("data-ringing"), 3_000);
  if ("small" in document.body.dataset) return; // the board in small at the desk, which rings itself
  navigator.vibrate?.([200, 100, 200]);
  const audio = new AudioContext();
  if (audio.state !== "running") return audio.close();
  for (const start of [0, 0.7]) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = 880;
    volume.gain.setValueAtTime(0.4, audio.currentTime + start);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + start + 1.2);
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + start);
    tone.stop(audio.currentTime + start + 1.2);
  }
  setTimeout(() => audio.close(), 2_500);
}

const tell = (what) => document.dispatchEvent(new CustomEvent("opennight:time", { detail: what }));

function listen(timer) {
  const { bell } = timer.dataset;
  if (rung !== null && bell !== rung && serverNow() - bell < FRESH) {
    ring(timer);
    tell("bellRings");
  }
  rung = bell;
}

function count(timer) {
  const now = timer.dataset.ends && timer.dataset.total > TWO_MINUTES ? left(timer) : NaN;
  if (before > TWO_MINUTES && now <= TWO_MINUTES && now > TWO_MINUTES - FRESH) tell("twoLeft");
  before = now;
}

function tick() {
  document.querySelectorAll("[data-ends], [data-left]").forEach(show);
  const timer = document.querySelector("[data-bell]");
  if (timer) {
    listen(timer);
    count(timer);
  } else {
    rung = null; // on a blank board there is none
  }
}

export function startLamps() {
  tick();
  setInterval(tick, 250);
  document.addEventListener("opennight:pushed", tick);
}
