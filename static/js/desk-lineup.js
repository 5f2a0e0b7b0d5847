// The line-up by mouse and by keys: drag a card, or focus its title. It presses the button of the form #move, or one of the card's own.

const find = (id) => document.getElementById(id);
const all = (what, within = document) => [...within.querySelectorAll(what)];

let awaited = null; // the card to focus and the sentence to say once the line-up has changed

function say(card, sentence) {
  awaited = { no: card.dataset.no, sentence };
}

function move(card, cell) {
  const form = find("move");
  form.action = `${form.dataset.at}/${card.dataset.no}/place`;
  form.elements.cell.value = cell.dataset.cell;
  say(card, "moved");
  form.querySelector("button").click(); // Safari has requestSubmit since 16
}

function press(card, button, sentence) {
  const found = card.querySelector(button);
  if (!found) return;
  say(card, sentence);
  found.click();
}

function beside(cell, key) {
  const slot = cell.closest(".slot");
  const row = all(".cell", slot).indexOf(cell);
  if (key === "ArrowUp") return all(".cell", slot)[row - 1];
  if (key === "ArrowDown") return all(".cell", slot)[row + 1];
  const slots = all(".slot", slot.parentElement);
  const other = slots[slots.indexOf(slot) + (key === "ArrowLeft" ? -1 : 1)];
  return other && all(".cell", other)[row];
}

export function arrived(regions) {
  if (!awaited || !regions.some((region) => /^(cell|waits|desk-lineup)/.test(region))) return;
  const card = find(`placed-${awaited.no}`);
  if (!card) return;
  const handle = card.querySelector(".handle");
  handle.focus();
  const place = card.closest(".cell")?.dataset.where ?? "";
  find("lineup-said").textContent = find("lineup-said").dataset[awaited.sentence]
    .replace("{title}", handle.textContent).replace("{place}", place);
  awaited = null;
}

document.addEventListener("keydown", (event) => {
  const card = event.target.closest?.(".handle")?.closest(".placed");
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  const cell = card.closest(".cell");
  if (event.key.startsWith("Arrow")) {
    const target = cell && beside(cell, event.key);
    if (target) move(card, target);
  } else if (event.key === "p" || event.key === "P") {
    press(card, ".pin", card.matches(".pinned") ? "unpinned" : "pinned");
  } else if (event.key === "Delete" || event.key === "Backspace") {
    press(card, ".drop", "dropped");
  } else return;
  event.preventDefault();
});

const target = (event) => event.target.closest?.(".cell, .waiting-list");
let dragged = null;
export const isDragging = () => Boolean(dragged);

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".placed");
  dragged?.classList.add("lifted");
});
document.addEventListener("dragover", (event) => {
  if (!dragged || !target(event)) return;
  event.preventDefault();
  for (const other of all(".over")) other.classList.remove("over");
  target(event).classList.add("over");
});
document.addEventListener("drop", (event) => {
  const onto = dragged && target(event);
  if (!onto || onto.contains(dragged)) return;
  event.preventDefault();
  if (onto.matches(".cell")) move(dragged, onto);
  else press(dragged, ".drop", "dropped");
});
document.addEventListener("dragend", () => {
  for (const other of all(".over, .lifted")) other.classList.remove("over", "lifted");
  dragged = null;
});
