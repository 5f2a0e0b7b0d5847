// Presses: a second press right after a first one never means the button that slid under the finger, or under the focus, meanwhile.
import { tryStorage } from "./acts.js";

const QUICK = 800; // ms within which a press goes with the one before
const NEAR = 24; // px that a finger may be off when it comes down a second time
const KEPT = "opennight.press";
const UNSAID = ["command", "form", "back"]; // fields that do not change what a button does

let last = null; // the last press that sent something: {at, means, key, box: [left, top, right, bottom], x, y}
let aimed = null; // what the button meant on which the pointer came down
let moved = false; // whether the person has gone elsewhere since: by scrolling, by another key, or to press something there
let down = ""; // the key that went down last

const moment = (event) => performance.timeOrigin + event.timeStamp;
const sends = (element) => element?.type === "submit" && element.form?.method === "post";

// What a button does: where it sends what, apart from what is typed or chosen.
function meaning(button) {
  if (!sends(button)) return null;
  const { form } = button;
  const address = button.hasAttribute("formaction") ? button.formAction : form.action;
  const fields = [...form.elements].filter((field) => field.type === "hidden" && !UNSAID.includes(field.name));
  return [address, button.name, button.value, ...fields.map((field) => `${field.name}=${field.value}`)].join("\n");
}

function isNear({ clientX, clientY }) {
  const [left, top, right, bottom] = last.box;
  const within = left <= clientX && clientX <= right && top <= clientY && clientY <= bottom;
  return within || Math.hypot(clientX - last.x, clientY - last.y) <= NEAR;
}

// Whether this press was not meant for what it hits. Presses by key have no place: they hit what has the focus.
function isAstray(event, pressed) {
  const byPointer = event.detail > 0;
  if (byPointer && aimed && meaning(pressed) !== aimed) return true;
  const since = last ? moment(event) - last.at : QUICK;
  if (since < 0 || since >= QUICK || moved) return false;
  if (meaning(pressed) === last.means) return pressed.form.hasAttribute("data-once");
  return byPointer ? isNear(event) : true;
}

function press(event) {
  const pressed = event.target.closest?.("button, a[href], summary, label, input, select");
  if (!pressed) return;
  if (isAstray(event, pressed)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (last) last.at = moment(event); // however long somebody hammers at it
  } else if (!event.isTrusted && last && !moved && meaning(pressed) === last.means && moment(event) - last.at < QUICK) {
    last.at = moment(event); // outbox.js repeats a press: it was where, and by what, the person pressed
  } else if (sends(pressed)) {
    const { left, top, right, bottom } = pressed.getBoundingClientRect();
    const key = event.detail > 0 ? "" : down; // Enter, the space bar, or one of keys.js
    last = { at: moment(event), means: meaning(pressed), key, box: [left, top, right, bottom], x: event.clientX, y: event.clientY };
    moved = false;
  } else {
    moved = true; // a press that hit something else, elsewhere
  }
  aimed = null;
}

function aim(event) {
  aimed = meaning(event.target.closest?.("button"));
}

function move(event) {
  if (event.type !== "keydown") moved = true;
  else {
    down = event.key;
    if (!["Enter", " ", last?.key].includes(down)) moved = true;
  }
}

// The second press may hit the page that the first one leads to, unless the person went elsewhere before it.
function keep() {
  const press = last && !moved ? { ...last, page: location.href.split("#")[0] } : null;
  tryStorage(() => sessionStorage.setItem(KEPT, JSON.stringify(press)));
}

function kept() {
  const press = tryStorage(() => JSON.parse(sessionStorage.getItem(KEPT)));
  return press?.page === document.referrer ? press : null; // who was on another page since went elsewhere
}

export function startPresses() {
  last = kept();
  document.addEventListener("pointerdown", aim, true);
  document.addEventListener("click", press, true);
  for (const event of ["keydown", "wheel", "pointercancel"]) document.addEventListener(event, move, { capture: true, passive: true });
  addEventListener("pagehide", keep);
}
