// Phones follow the night: a new part of it begins at the top of the page, unless somebody types just then; and what changes
// is said once, in the page's polite live region. On the page as it loads there is nothing to say.
import { tryStorage } from "./acts.js";
import { formOf, texts, unfold } from "./drafts.js";
import { keepFocus } from "./order.js";

const SOON = 250; // ms in which what changes together is said together
const SHOWN = 8_000; // ms for which it can be seen
const KEPT = `opennight.moment ${location.pathname}`;

const all = (what, within = document) => [...within.querySelectorAll(what)];
const spoken = document.getElementById("spoken");
const moment = () => document.getElementById("moment");

let current = moment()?.dataset.moment;
let begun = false; // whether the present part's sentence is still to be said
let told = new Map(); // what has been told to this person, and still holds
let timer = 0;
let note = null; // leads somebody who types to the top
let away = false; // whether the note is there until they go
let held = null; // the field that somebody types into, and where it stands, while a push is put in place

function words(element) {
  if (element.dataset.tell) return element.dataset.tell;
  const copy = element.cloneNode(true);
  all("[hidden]", copy).forEach((part) => part.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

// What holds for this person now, such as “You are next”, and where it stands. On a page of no moment that is also the part of the night.
function tells() {
  const those = all(current ? "[data-tell]" : "[data-tell], .top-phase").filter((element) => !element.closest("[hidden]"));
  return new Map(those.map((element) => [words(element) + (element.dataset.mine ?? ""), element]));
}

function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

// Say this; `seen`: where everybody sees it, in place of what was said before.
function say(content, { seen = true, stays = false } = {}) {
  for (const line of spoken.children) line.classList.toggle("unseen", line !== note);
  const line = document.createElement("p");
  line.append(content);
  line.classList.toggle("unseen", !seen);
  spoken.append(line);
  if (!stays) setTimeout(() => line.remove(), SHOWN);
  return line;
}

function speak() {
  timer = 0;
  const now = tells();
  const fresh = [...now].filter(([key]) => !told.has(key)).map(([_key, element]) => element);
  const sentence = [...(begun ? [moment()] : []), ...fresh].map(words).join(" ");
  if (sentence) say(sentence, { seen: !begun && !fresh.every(isInView) });
  told = now;
  begun = false;
}

// Somebody who types stays in their field, which stays where it is on the screen.
function hold() {
  const field = document.activeElement;
  const form = field?.form;
  const types = form?.dataset.draft && texts(form).includes(field);
  held = types && {
    draft: form.dataset.draft,
    name: field.name,
    top: field.getBoundingClientRect().top,
    range: [field.selectionStart, field.selectionEnd, field.selectionDirection],
  };
}

function keepTyping() {
  if (!held) return false;
  const { draft, name, top, range } = held;
  held = null;
  const form = formOf(draft);
  const field = form && texts(form).find((one) => one.name === name);
  if (!field) return false;
  unfold(field);
  if (field !== document.activeElement) {
    field.focus({ preventScroll: true });
    field.setSelectionRange(...range);
  }
  scrollBy(0, field.getBoundingClientRect().top - top);
  return true;
}

function goToTop() {
  note?.remove();
  for (const field of all("form[data-draft]").flatMap(texts)) if (field.value !== field.defaultValue) unfold(field);
  scrollTo(0, 0);
  const heading = document.querySelector("main h1");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

function offerTop() {
  note?.remove();
  const link = document.createElement("a");
  link.href = "#main";
  link.textContent = moment().dataset.moved;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    goToTop();
  });
  away = scrollY > 0;
  note = say(link, { stays: away });
}

// One's own topic or group comes first in a list. The style sheet shows it there at once; here the keys follow.
function ownFirst() {
  for (const list of all("[data-own-first]")) {
    const own = [...list.children].filter((row) => row.querySelector(":scope > .pitch-own:not([hidden]), :scope > summary > .yours-mark:not([hidden])"));
    if (own.some((row, place) => row !== list.children[place])) keepFocus(() => list.prepend(...own));
  }
}

function soon() {
  ownFirst();
  timer ||= setTimeout(speak, SOON);
}

function follow() {
  soon();
  const now = moment()?.dataset.moment;
  const moved = now !== current;
  current = now;
  const typing = (moved || document.activeElement === document.body) && keepTyping();
  held = null;
  const titled = document.querySelector("[data-title]");
  if (titled) document.title = titled.dataset.title;
  if (!moved) return;
  remember();
  spoken.replaceChildren();
  begun = !typing;
  if (typing) offerTop();
  else goToTop();
}

const remember = () => tryStorage(() => sessionStorage.setItem(KEPT, current));

// Whoever comes back to the page in another part of the night is not put where they were in the one before.
function startAtTop() {
  const before = tryStorage(() => sessionStorage.getItem(KEPT));
  remember();
  if (!before || before === current || location.hash) return;
  history.scrollRestoration = "manual"; // or the browser may scroll back at any moment until all is laid out
  scrollTo(0, 0);
  addEventListener("load", () => setTimeout(() => {
    scrollTo(0, 0);
    history.scrollRestoration = "auto";
  }));
}

if (spoken) {
  if (current) startAtTop();
  ownFirst();
  told = tells();
  document.addEventListener("opennight:arriving", hold);
  document.addEventListener("opennight:pushed", follow);
  document.addEventListener("opennight:marked", soon);
  document.addEventListener("opennight:time", ({ detail }) => say(spoken.dataset[detail]));
  addEventListener("scroll", () => away && scrollY === 0 && note.remove(), { passive: true });
}
