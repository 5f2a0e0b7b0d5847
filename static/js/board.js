// The board: one scene that fills the screen, never scrolls, and shows what changed.
// Pushes replace its HTML, and with it whatever was set here: so everything is set anew after each, from what is kept in memory.

import { arrange, forget, goOn, turn } from "./board/fit.js";
import { lead, light, movesNothing } from "./board/leading.js";
import { glide, hold, sort } from "./board/race.js";
import { followReel, startReel } from "./board/reel.js";
import { followReplay } from "./board/replay.js";

const PAGE = 8_000;
// In small, at the desk, nothing moves either.
const calm = "small" in document.body.dataset ? { matches: true } : matchMedia("(prefers-reduced-motion: reduce)");
const boxes = () => [...document.querySelectorAll("[data-fit]")].filter((box) => box.getClientRects().length);
const find = (id) => document.getElementById(id);
const races = () => document.querySelectorAll("[data-race]");
let paused = false;
let turning = 0;
let bell = document.querySelector("[data-bell]")?.dataset.bell;

function settle() {
  races().forEach(hold);
  const moving = boxes().flatMap((box) => box.getAnimations({ subtree: true })).filter((one) => !movesNothing(one));
  moving.forEach((animation) => animation.finish());
  const dotted = lead();
  races().forEach(sort);
  const arrived = [...boxes()].flatMap(arrange);
  if (!calm.matches) {
    races().forEach(glide);
    arrived.forEach(drop);
    dotted.forEach(light);
    ring();
  }
}

// A new card falls onto the wall.
function drop(card) {
  card.animate(
    [{ transform: "translateY(-0.6em) rotate(-3deg) scale(1.15)", opacity: 0 }, { transform: "none", opacity: 1 }],
    { duration: 700, easing: "cubic-bezier(.2, .9, .3, 1.1)" },
  );
}

// The lamp swings when the bell rings.
function ring() {
  const lamp = document.querySelector("[data-bell]");
  const before = bell;
  bell = lamp?.dataset.bell;
  if (!bell || !before || bell === before) return;
  const swing = [0, 9, -7, 5, -3, 0].map((degrees) => ({ transform: `rotate(${degrees}deg)` }));
  lamp.animate(swing, { duration: 2_000, easing: "ease-in-out" });
}

function turnAll(by) {
  boxes().forEach((box) => {
    if (!(by ? turn(box, by) : goOn(box)) || calm.matches) return;
    box.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 400, easing: "ease-out" });
  });
}

function startTurning() {
  clearInterval(turning);
  if (!paused) turning = setInterval(turnAll, PAGE);
}

function refit() {
  forget();
  settle();
}

// Another clip has come up.
function turnOver(other) {
  settle();
  if (other && !calm.matches) find("reel")?.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 600, easing: "ease-out" });
}

document.addEventListener("opennight:pushed", () => {
  followReel();
  followReplay();
  settle();
});
addEventListener("resize", refit);
document.fonts.addEventListener("loadingdone", refit);
// The space bar holds the pages, the arrows turn them by hand.
addEventListener("keydown", (event) => {
  if (event.key === " ") paused = !paused;
  else if (event.key === "ArrowRight") turnAll(1);
  else if (event.key === "ArrowLeft") turnAll(-1);
  else return;
  event.preventDefault();
  startTurning();
});
startReel(turnOver);
followReplay();
settle();
startTurning();
