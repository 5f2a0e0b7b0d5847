// What a person sees of their acts: which are on their way, and which have failed, why, and with what words.
import { all, isOurs, put, remove } from "./acts.js";
import { texts } from "./drafts.js";

const forms = new Map(); // act id → the form that it came from, as long as this page lives
const refusals = new Map(); // form → the act that was refused in it
const FORGOTTEN = 86_400_000; // ms after which a failure is dropped that a tab, since closed, was to show
const NOT_COMPARED = ["command", "back"];

const template = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

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

// Whether nobody has typed anything since the act was sent.
export function isUnchanged(form, act) {
  const sent = new URLSearchParams(act.body);
  return texts(form).every((field) => lines(field.value) === lines(sent.get(field.name)));
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
  refusals.forEach(keepTold);
}

function say(form, words) {
  const note = form.querySelector(".on-its-way") ?? form.appendChild(template("on-its-way"));
  const text = words.join(" · ");
  const quote = note.querySelector("q");
  if (quote.textContent !== text) quote.textContent = text;
}

export function quiet(form) {
  refusals.delete(form);
  const problem = form.querySelector(".problem");
  if (problem) problem.hidden = true;
  form.querySelectorAll("[data-offer]").forEach((button) => button.remove());
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
}

// Say that an act has failed: at its form if the words are still there, else with them at the top of the page.
export function tell(act, answer) {
  const sentence = answer?.refused ?? template("not-sent").textContent;
  const form = formOf(act);
  const problem = form?.querySelector(".problem");
  const seen = form?.querySelector("button:not([type=button])")?.checkVisibility?.() ?? true;
  if (!problem || !seen || !isUnchanged(form, act)) {
    fail(act, sentence);
    return;
  }
  problem.textContent = sentence;
  problem.hidden = false;
  refusals.set(form, { ...act, failed: sentence });
  const field = answer?.field && form.elements.namedItem(answer.field);
  if (field instanceof HTMLElement) {
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }
  if (answer?.offer) {
    const button = document.createElement("button");
    button.className = "button";
    button.dataset.offer = "";
    button.formAction = answer.offer.action;
    button.formNoValidate = true;
    button.textContent = answer.offer.label;
    problem.after(button);
  }
}

// A push may take the form away before anybody has read what it says.
function keepTold(act, form) {
  if (form.isConnected && !form.querySelector(".problem")?.hidden) return;
  refusals.delete(form);
  fail(act, act.failed);
}

function fail(act, sentence) {
  show(put({ ...act, tab: undefined, failed: sentence })); // this tab's from now on
}

// It stays until the person puts it away, even through reloads.
function show(act) {
  const note = template("unsent");
  note.querySelector("p").textContent = act.failed;
  note.querySelector("q").textContent = act.words;
  note.querySelector("button").addEventListener("click", () => {
    remove(act);
    note.remove();
  });
  document.body.prepend(note);
}

export function showFailed() {
  const failed = all().filter((act) => act.failed);
  failed.filter(isOurs).forEach(show);
  failed.filter((act) => Date.now() - act.at > FORGOTTEN).forEach(remove);
}
