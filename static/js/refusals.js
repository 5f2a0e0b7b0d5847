// Refusals: what was not done is told at its form, or at the top of the page once that form has gone. With a person's own
// words in it, it stays there until they put it away, even through reloads; a mere tap's leaves once its phase or its cause has passed.
import { all, isOurs, newId, put, remove } from "./acts.js";
import { dotsLeft } from "./dots.js";
import { settleDraft } from "./drafts.js";
import { formOf, isUnchanged, template } from "./pending.js";

const READ = 5_000; // ms that a sentence stays at least when the phase moves on
const FORGOTTEN = 86_400_000; // ms after which a failure is dropped that a tab, since closed, was to show

const atForms = new Map(); // form → {act, offer}: what is told in it
const notes = new Map(); // act → its note at the top of the page

const phase = () => document.body.dataset.phase ?? "";

// Say that an act has failed.
export function tell(act, answer) {
  const failed = answer?.refused ?? template("not-sent").textContent;
  const refused = { ...act, failed, phase: phase(), told: Date.now(), dotless: dotsLeft() <= 0 };
  if (!tellAtForm(refused, answer?.offer, answer?.field)) fail(refused);
  setTimeout(settle, READ + 100);
}

function tellAtForm(act, offer, name) {
  const form = formOf(act);
  const problem = form?.querySelector(".problem");
  const seen = form?.querySelector("button:not([type=button])")?.checkVisibility?.() ?? true;
  if (!problem || !seen || !isUnchanged(form, act)) return false;
  quiet(form);
  const field = name && form.elements.namedItem(name);
  // It is read out with the field that the focus goes to; by itself only where that stays where it is.
  problem.setAttribute("role", field?.focus && field !== document.activeElement ? "none" : "alert");
  problem.textContent = act.failed;
  problem.hidden = false;
  if (offer) problem.after(buttonOf(offer));
  atForms.set(form, { act, offer });
  if (field?.focus) point(field, problem);
  return true;
}

function buttonOf(offer) {
  const button = document.createElement("button");
  button.className = "button";
  button.dataset.offer = "";
  button.formAction = offer.action;
  button.formNoValidate = true;
  button.textContent = offer.label;
  return button;
}

function point(field, problem) {
  problem.id ||= `refused-${newId()}`;
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${problem.id}`);
  field.setAttribute("aria-invalid", "true");
  field.focus();
}

export function quiet(form) {
  atForms.delete(form);
  const problem = form.querySelector(".problem");
  if (problem) {
    problem.hidden = true;
    problem.textContent = ""; // or it would still be read out with its field
  }
  form.querySelectorAll("[data-offer]").forEach((button) => button.remove());
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
}

// Whether nobody needs to be told any more. `done`: an act that the server has taken since.
function hasPassed(act, done) {
  if (act.typed) return false;
  if (done?.at > act.told || (act.dotless && dotsLeft() > 0)) return true;
  return phase() !== act.phase && Date.now() - act.told > READ;
}

// Take away what has passed. A push may have taken other sentences off their forms: say them again, or at the top of the page.
export function settle(done) {
  for (const [form, { act, offer }] of atForms) {
    if (hasPassed(act, done)) quiet(form);
    else if (form.isConnected && !form.querySelector(".problem")?.hidden) continue;
    else {
      atForms.delete(form);
      if (act.typed || !tellAtForm(act, offer)) fail(act);
    }
  }
  for (const act of notes.keys()) if (hasPassed(act, done)) dismiss(act);
}

function fail(act) {
  show(put({ ...act, tab: undefined })); // this tab's from now on
}

function show(act) {
  const note = template("unsent");
  note.querySelector("p").textContent = act.failed;
  note.querySelector("q").textContent = act.words;
  note.querySelector("button").addEventListener("click", () => dismiss(act));
  notes.set(act, note);
  document.body.prepend(note);
}

function dismiss(act) {
  remove(act);
  settleDraft(act);
  notes.get(act).remove();
  notes.delete(act);
}

export function showFailed() {
  const failed = all().filter((act) => act.failed);
  failed.filter(isOurs).forEach(show);
  failed.filter((act) => Date.now() - act.at > FORGOTTEN).forEach(remove);
}
