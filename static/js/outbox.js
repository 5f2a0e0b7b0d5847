// The outbox: what a person does is kept in the browser until the server has it, through dead links, reloads and restarts.
// Each act has an id of its own; the server knows a repeat by it, so sending twice does nothing twice.
import { all, due, fromUs, isOurs, newId, night, parse, put, remove, wouldLose } from "./acts.js";
import { lacksDots, showDots } from "./dots.js";
import { forget, joined, settleDraft, startDrafts, texts } from "./drafts.js";
import { me, setMine } from "./marks.js";
import { formOf, isUnchanged, mark, remember } from "./pending.js";
import { quiet, settle, showFailed, tell } from "./refusals.js";

const GIVES_UP = 10_000; // ms for one try
const HURRIED = 2_000; // the same, once a connection has turned out to be dead …
const CONNECTIONS = 6; // … since a browser keeps that many to a server, and may try all the dead ones
const PATIENCE = 2_000; // ms after which a try is started over if the link has just come back
const LONGEST_WAIT = 15_000; // ms between two tries, at most
const STUMBLES = 15_000; // ms for which the server may fail on an act, before that act is given up …
const SILENT = 60_000; // … or not answer to it at all, while its pushes come through
const ASLEEP = 30_000; // ms without a try, which only a sleeping device leaves: what the link was before says nothing

let sending = null; // {since, abort} of the try under way
let afresh = false; // whether to go on at once when it has ended
let tries = 0;
let retry = 0;
let dead = 0; // how many more connections may be dead
let awake = 0; // when a try last began or ended
const stumbled = new Map(); // act id → when the server first failed on it since the link came back, or the device woke up

// A form that is submitted is stopped only once its act is kept: whatever throws before that, it goes the plain way.
function submit(event) {
  const form = event.target;
  const button = event.submitter;
  if (event.defaultPrevented || form.method !== "post" || [form, button].some((one) => one?.hasAttribute("data-plain"))) return;
  const act = actOf(form, button);
  try {
    if (!isDouble(act)) take(act, form, button);
    event.preventDefault();
  } catch (error) {
    giveBack(act, form);
    throw error;
  }
}

function actOf(form, button) {
  const url = button?.hasAttribute("formaction") ? button.formAction : form.action;
  const fields = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, value.name ?? value])); // of a file its name, as in any plain form
  if (button?.name) fields.append(button.name, button.value); // by hand: FormData takes a button since Chrome 112 and Safari 16.4
  fields.delete("command");
  const typed = joined(texts(form).map((field) => field.value));
  const words = typed || (button?.ariaLabel ?? button?.textContent.trim() ?? "");
  return { id: newId(), url, body: String(fields), words, typed: typed !== "", draft: form.dataset.draft };
}

function isDouble(act) {
  const last = all().filter((other) => isOurs(other) && !other.failed && things(other) === things(act)).pop();
  return last?.url === act.url && last.body === act.body;
}

function take(act, form, button) {
  const sentence = lacksDots(act);
  remember(act, form);
  if (sentence) {
    tell(act, { refused: sentence });
    return;
  }
  quiet(form);
  put(act);
  refresh(); // before anything is sent: if this throws, the form alone sends the act
  flush().catch((error) => setTimeout(goPlain, 0, act, form, button, error)); // a form that is being submitted cannot be again
}

// The form sends the act itself, under the same id, in case it was sent after all.
function giveBack(act, form) {
  remove(act);
  form.elements.namedItem("command").value = act.id;
  form.setAttribute("data-plain", "");
  form.removeAttribute("data-once");
}

function goPlain(act, form, button, error) {
  reportError(error);
  giveBack(act, form);
  if (button) button.click();
  else form.submit();
}

function refresh() {
  mark();
  showDots();
  settle();
}

async function send(act) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), dead ? HURRIED : GIVES_UP);
  abort.signal.onabort = () => {
    dead = (dead || CONNECTIONS) - 1;
    afresh = true;
  };
  sending = { since: Date.now(), abort };
  try {
    const response = await fetch(act.url, {
      method: "POST",
      body: `${act.body}${act.body && "&"}command=${act.id}&me=${act.me ?? ""}`,
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      signal: abort.signal,
    });
    const ours = response.headers.get("content-type")?.startsWith("application/json");
    return { status: response.status, answer: ours ? fromUs(await response.json()) : null };
  } finally {
    clearTimeout(timer);
  }
}

function accepted(act, answer) {
  const form = formOf(act);
  settle(act);
  settleForm(form, act); // before one's marks: a form that a push has taken away meanwhile would look as if its words had not been sent
  if (answer.mine && night(new URL(act.url).pathname) === night(location.pathname)) setMine(answer.mine);
  if (form && answer.go) location.assign(answer.go);
}

function settleForm(form, act) {
  if (!form) return settleDraft(act);
  if (!isUnchanged(form, act)) return;
  forget(form);
  if (form.hasAttribute("data-clear")) form.reset();
}

// Another tab has settled it.
function settledElsewhere({ oldValue, newValue }) {
  const act = newValue ? null : parse(oldValue);
  if (act?.url && isOurs(act)) settleForm(formOf(act), act);
  refresh();
}

function wake() {
  if (Date.now() - awake > ASLEEP) stumbled.clear();
  awake = Date.now();
}

// Try one act. True if that is settled, one way or the other.
async function deliver(act) {
  let got = { status: 0, answer: null };
  wake();
  try {
    got = await send(act);
  } catch {
    // No answer: there is no link, or the server is away.
  }
  wake();
  const { status, answer } = got;
  const since = stumbled.get(act.id) ?? Date.now();
  stumbled.set(act.id, since);
  const most = status ? STUMBLES : SILENT;
  const over = Date.now() - since > most && document.documentElement.dataset.link === "on";
  if (status >= 200 && status < 300 && answer) {
    remove(act);
    accepted(act, answer);
  } else if (answer && status === 410) {
    remove(act); // of somebody who had this device before; if it is of this page, so is the page
    if (act.me === me) location.reload();
  } else if (over || (answer && status < 500 && status !== 429)) {
    remove(act);
    tell(act, answer);
  } else {
    return false;
  }
  stumbled.delete(act.id);
  refresh();
  return true;
}

// Acts on the same things must not overtake each other: a vote and taking it back. All others may pass one that is stuck.
const things = (act) => act.url.split("/").slice(0, 6).join("/");

async function sendAll() {
  const stuck = new Set();
  const next = () => due().find((act) => !stuck.has(things(act)));
  for (let act = next(); act && stuck.size < 2; act = next()) {
    if (await deliver(act)) tries = 0;
    else stuck.add(things(act));
  }
  return due().length === 0;
}

// Send what waits. `again`: the link is new, so what is under way on the old one may wait in vain.
export async function flush(again = false) {
  if (again) {
    tries = 0;
    stumbled.clear();
  }
  if (sending) {
    afresh = true;
    if (again && Date.now() - sending.since > PATIENCE) sending.abort.abort();
    return;
  }
  clearTimeout(retry);
  sending = { since: Date.now(), abort: new AbortController() };
  let done = false;
  try {
    done = await sendAll();
  } finally {
    sending = null;
  }
  const others = all().some((act) => !act.failed); // of another tab, which may have been closed
  if (afresh && !done) retry = setTimeout(flush);
  else if (others) retry = setTimeout(flush, Math.random() * Math.min(LONGEST_WAIT, 1_000 * 2 ** tries++));
  afresh = false;
}

export function startOutbox() {
  document.addEventListener("submit", submit);
  for (const event of ["opennight:pushed", "opennight:marked"]) document.addEventListener(event, refresh);
  addEventListener("storage", settledElsewhere);
  addEventListener("online", () => flush(true));
  addEventListener("beforeunload", (event) => wouldLose() && event.preventDefault());
  startDrafts();
  showFailed();
  refresh();
  flush();
}
