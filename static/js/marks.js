// A person's own marks on what everyone is sent: my votes, my group, my pitches. See web/core/mine.py for the list.

const given = document.getElementById("mine");
let mine = given ? JSON.parse(given.textContent) : null;

// Whose page this is, by the number of the person: "" for one that is nobody's own, such as the desk, or the door, which asks first.
const own = document.body.matches(".phone:not(.door)") && mine?.marks.find((mark) => mark.startsWith("me:"));
export const me = own ? own.slice(3) : "";

// In each shared fragment, show the variants that are true for this person. Called whenever fragments or marks change.
export function applyMarks(within = document) {
  if (!mine) return;
  const marks = new Set(mine.marks);
  const focused = document.activeElement;
  for (const element of within.querySelectorAll("[data-mine]")) {
    const mark = element.dataset.mine;
    const wanted = mark.startsWith("!") ? !marks.has(mark.slice(1)) : marks.has(mark);
    if (element.hidden !== !wanted) element.hidden = !wanted;
  }
  // Whoever pressed "Give a dot" by keyboard goes on from "Your dot", which took its place.
  const left = focused?.closest("[data-mine][hidden]");
  left?.parentElement.querySelector(":scope > [data-mine]:not([hidden]) button")?.focus();
  for (const element of within.querySelectorAll("[data-mine-text]")) {
    const text = mine.text[element.dataset.mineText];
    if (text !== undefined && element.textContent !== text) element.textContent = text;
  }
}

export const hasMark = (mark) => Boolean(mine?.marks.includes(mark));
export const textOf = (name) => mine?.text[name];

export function setMine(list) {
  mine = list;
  applyMarks();
  document.dispatchEvent(new Event("opennight:marked"));
}
