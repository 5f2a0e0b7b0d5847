// What a person sees of their acts while they are on their way.
import { all } from "./acts.js";
import { texts } from "./drafts.js";

const forms = new Map(); // act id → the form that it came from, as long as this page lives
const NOT_COMPARED = ["command", "back"];

export const template = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

export function remember(act, form) {
  forms.set(act.id, form);
}

// The form that an act came from; after a reload or a push, the one in its place.
export function formOf(act) {
  const form = forms.get(act.id);
  if (form?.isConnected) return form;
  const sent = new URLSearchParams(act.body);
  const same = (field) => field.type !== "hidden" || NOT_COMPARED.includes(field.name) || sent.get(field.name) === field.value;
  return [...document.forms].find((form) => form.method === "post" && form.action === act.url && [...form.elements].every(same));
}

const lines = (text) => (text ?? "").replaceAll("\r\n", "\n");

// Whether nobody has typed anything since the act was sent. Rows of a form have fields of the same name.
export function isUnchanged(form, act) {
  const left = [...new URLSearchParams(act.body)];
  return texts(form).every((field) => {
    const place = left.findIndex(([name]) => name === field.name);
    const [, sent] = place < 0 ? [] : left.splice(place, 1)[0];
    return lines(field.value) === lines(sent);
  });
}

// Mark the forms whose acts are on their way.
export function mark() {
  const waiting = all().filter((act) => !act.failed);
  document.documentElement.dataset.waiting = waiting.length;
  for (const element of document.querySelectorAll("[data-waiting-count]")) element.textContent = waiting.length;
  const pending = new Map();
  for (const act of waiting) {
    const form = formOf(act);
    if (form) pending.set(form, [...(pending.get(form) ?? []), act]);
  }
  for (const form of document.querySelectorAll("form[data-pending]")) {
    if (pending.has(form)) continue;
    form.removeAttribute("data-pending");
    form.querySelector(".on-its-way")?.remove();
  }
  for (const [form, acts] of pending) {
    form.dataset.pending = "";
    if (!form.matches(".act")) say(form, acts.map((act) => act.words));
  }
}

function say(form, words) {
  const note = form.querySelector(".on-its-way") ?? form.appendChild(template("on-its-way"));
  const text = words.join(" · ");
  const quote = note.querySelector("q");
  if (quote.textContent !== text) quote.textContent = text;
}
