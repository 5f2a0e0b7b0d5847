// The outbox: what a person does is kept in the browser until the server has it, through dead links, reloads and restarts.
// Each act has an id of its own; the server knows a repeat by it, so sending twice does nothing twice.
import { setMine } from "./marks.js";

const KEY = "opennight.outbox";
const GIVES_UP = 10_000; // ms for one try
const LONGEST_WAIT = 15_000;
const TRIES = 4; // of an act that the server stumbles over each time, before it is called failed and others go on

let sending = false;
let tries = 0;
let retry = 0;

let memory = null; // where the browser gives no storage, acts outlive a dead link but not a reload

function load() {
  if (memory) return memory;
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]");
  } catch {
    return (memory = []);
  }
}

function save(acts) {
  try {
    if (!memory) localStorage.setItem(KEY, JSON.stringify(acts));
  } catch {
    memory = acts;
  }
  if (memory) memory = acts;
  document.documentElement.dataset.waiting = acts.length;
  for (const element of document.querySelectorAll("[data-waiting-count]")) element.textContent = acts.length;
}

function newId() {
  // randomUUID needs HTTPS; a laptop in a hall has none.
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const forms = new Map(); // act id → the form that it came from, as long as this page lives

function problemOf(form) {
  return form?.isConnected ? form.querySelector(".problem") : null;
}

function quiet(form) {
  const problem = problemOf(form);
  if (problem) problem.hidden = true;
  form.querySelectorAll("[data-offer]").forEach((button) => button.remove());
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
}

function submit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-plain")) return;
  event.preventDefault();
  const url = event.submitter?.hasAttribute("formaction") ? event.submitter.formAction : form.action;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  body.delete("command");
  const same = `${url} ${body}`;
  if (form.dataset.pending === same) return; // a double tap
  const id = newId();
  body.set("command", id);
  quiet(form);
  form.dataset.pending = same;
  forms.set(id, form);
  save([...load(), { id, url, body: String(body) }]);
  flush();
}

function accepted(form, answer) {
  if (answer.mine) setMine(answer.mine);
  if (form?.hasAttribute("data-clear")) {
    form.reset();
    forget(form);
  }
  if (answer.go) location.assign(answer.go);
}

function refused(form, act, answer) {
  let problem = problemOf(form);
  if (!problem) {
    // The form is gone (a reload, a new scene): say it at the top, with what was typed, so that nothing is lost.
    problem = document.createElement("p");
    problem.className = "problem";
    problem.setAttribute("role", "alert");
    document.querySelector("main, body").prepend(problem);
  }
  const typed = new URLSearchParams(act.body);
  const words = form?.isConnected ? "" : [typed.get("title"), typed.get("more"), typed.get("text")].filter(Boolean).join(" · ");
  problem.textContent = words ? `${answer.refused} “${words}”` : answer.refused;
  problem.hidden = false;
  if (!form?.isConnected) return;
  const field = answer.field && form.elements.namedItem(answer.field);
  if (field instanceof HTMLElement) {
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }
  if (answer.offer) {
    const button = document.createElement("button");
    button.className = "button";
    button.dataset.offer = "";
    button.formAction = answer.offer.action;
    button.formNoValidate = true;
    button.textContent = answer.offer.label;
    problem.after(button);
  }
}

async function send(act) {
  const response = await fetch(act.url, {
    method: "POST",
    body: act.body,
    headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
    signal: AbortSignal.timeout(GIVES_UP),
  });
  const stumbled = response.status === 500 && (act.tries = (act.tries ?? 0) + 1) < TRIES;
  if (stumbled) save(load().map((other) => (other.id === act.id ? act : other)));
  if (stumbled || response.status > 500) throw new Error(`status ${response.status}`);
  return [response.ok, await response.json()];
}

// Send what waits, one after the other: a vote and its taking back must not overtake each other.
export async function flush() {
  if (sending) return;
  sending = true;
  clearTimeout(retry);
  try {
    for (let act = load()[0]; act; act = load()[0]) {
      const [fine, answer] = await send(act);
      tries = 0;
      save(load().filter((other) => other.id !== act.id));
      const form = forms.get(act.id);
      forms.delete(act.id);
      form?.removeAttribute("data-pending");
      if (fine) accepted(form, answer);
      else refused(form, act, answer);
    }
  } catch {
    retry = setTimeout(flush, Math.random() * Math.min(LONGEST_WAIT, 1_000 * 2 ** tries++));
  } finally {
    sending = false;
  }
}

// Drafts: what somebody is typing into a form with data-draft outlives a reload and a change of scene.
const draftKey = (form) => `opennight.draft ${location.pathname} ${form.dataset.draft}`;
const texts = (form) => [...form.elements].filter((field) => field.matches("input[type=text], textarea") && field.name);

function keep(event) {
  const form = event.target.closest?.("form[data-draft]");
  if (!form) return;
  const typed = Object.fromEntries(texts(form).map((field) => [field.name, field.value]));
  sessionStorage.setItem(draftKey(form), JSON.stringify(typed));
}

function forget(form) {
  sessionStorage.removeItem(draftKey(form));
}

function restore() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const typed = JSON.parse(sessionStorage.getItem(draftKey(form)) ?? "{}");
    for (const field of texts(form)) {
      if (!field.value && typed[field.name] && field !== document.activeElement) field.value = typed[field.name];
    }
  }
}

export function startOutbox() {
  document.addEventListener("submit", submit);
  document.addEventListener("input", keep);
  document.addEventListener("opennight:pushed", restore);
  addEventListener("online", flush);
  restore();
  save(load());
  flush();
}
