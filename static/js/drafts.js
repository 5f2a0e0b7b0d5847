// Drafts: what somebody is typing outlives a reload and a change of scene, in every form with data-draft. Each is its writer's alone.
import { night, parse, tryStorage } from "./acts.js";
import { me } from "./marks.js";

const PREFIX = `opennight.draft ${me} ${location.pathname} `;
export const draftKey = (form) => PREFIX + form.dataset.draft;

export const texts = (form) => [...form.elements].filter((field) => field.matches("input[type=text], textarea") && field.name);

// The form of this draft, if the page has one for this person.
export const formOf = (name) =>
  [...document.querySelectorAll("form[data-draft]")].find((form) => form.dataset.draft === name && !form.closest("[hidden]"));

// What was typed, as one text: like an act's words.
export const joined = (typed) => typed.map((text) => text.trim()).filter(Boolean).join(" · ");

function keep(event) {
  const form = event.target.closest?.("form[data-draft]");
  if (!form) return;
  const fields = texts(form);
  if (fields.every((field) => field.value === field.defaultValue)) return forget(form);
  const typed = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  tryStorage(() => sessionStorage.setItem(draftKey(form), JSON.stringify(typed)));
}

const read = (key) => parse(tryStorage(() => sessionStorage.getItem(key))) ?? {};

// The drafts on this page: the name of the form → what was typed, as one text.
export function drafts() {
  const keys = tryStorage(() => Object.keys(sessionStorage), []).filter((key) => key.startsWith(PREFIX));
  return new Map(keys.map((key) => [key.slice(PREFIX.length), joined(Object.values(read(key)))]));
}

export const drop = (name) => tryStorage(() => sessionStorage.removeItem(PREFIX + name));

export function forget(form) {
  if (form.dataset.draft) drop(form.dataset.draft);
}

// Drop all drafts of this tab in this night.
export function forgetDrafts() {
  const ours = (key) => key.startsWith("opennight.draft ") && night(key.split(" ")[2]) === night(location.pathname);
  tryStorage(() => Object.keys(sessionStorage).filter(ours).forEach((key) => sessionStorage.removeItem(key)));
}

// The draft that has become this act is done with, wherever its form is by now.
export function settleDraft({ draft, words }) {
  if (draft && drafts().get(draft) === words) drop(draft);
}

export function unfold(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

function restore() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const typed = read(draftKey(form));
    for (const field of texts(form)) {
      const touched = field.value !== field.defaultValue || field === document.activeElement;
      if (touched || !typed[field.name] || typed[field.name] === field.value) continue;
      field.value = typed[field.name];
      unfold(field); // folded away it would look lost
    }
  }
}

export function startDrafts() {
  document.addEventListener("input", keep);
  document.addEventListener("opennight:pushed", restore);
  restore();
}
