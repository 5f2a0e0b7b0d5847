// Keys: for what the host does most, one key presses the page's own button (data-key). They can be turned off: somebody
// who speaks to their computer, or leans on the keyboard, would press them by accident.
import { tryStorage } from "./acts.js";

const OFF = "opennight.keys-off"; // in the browser's storage while they are turned off
const FIELDS = "input, textarea, select, [contenteditable]";
const ALIKE = { "=": "+" }; // on the same key of many keyboards

const dialog = document.getElementById("keys");
const buttons = document.querySelectorAll("[data-keys]");
const toggle = dialog.querySelector("[data-keys-on]");

const isOn = () => tryStorage(() => localStorage.getItem(OFF)) === null;
const isShown = (element) => element.getClientRects().length > 0;

function open() {
  toggle.checked = isOn();
  dialog.showModal();
}

function turn() {
  tryStorage(() => (toggle.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "")));
}

// The gold button; where nothing is due, the focus goes to what would come next, and Enter does it.
function goOn() {
  const ahead = document.getElementById("desk-next");
  const find = (what) => [...(ahead?.querySelectorAll(what) ?? [])].find(isShown);
  const gold = find(".go");
  if (gold) gold.click();
  else find(".button")?.focus();
}

function use(key) {
  const target = document.querySelector(`[data-key="${key}"]`) ?? document.querySelector(`[data-key-else="${key}"]`);
  if (target?.matches("form")) target.querySelector("button").click();
  else if (target?.matches("a")) target.click();
  else target?.focus();
}

function press(event) {
  if (event.defaultPrevented || event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (dialog.open || !isOn() || event.target.closest?.(FIELDS)) return;
  const key = ALIKE[event.key] ?? event.key;
  if (key === "?") open();
  else if (key === "n") goOn();
  else if (/^[abcrtu+-]$/.test(key)) use(key);
  else return;
  event.preventDefault();
}

for (const button of buttons) {
  button.hidden = false;
  button.addEventListener("click", open);
}
toggle.addEventListener("change", turn);
document.addEventListener("keydown", press);
