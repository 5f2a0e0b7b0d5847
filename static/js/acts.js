// What waits to be sent, kept in the browser's storage: one entry per act, so that two tabs never overwrite each other.
// An act is {id, at, tab, me, url, body, words} and, once it is given up, `failed`: the sentence that says why. `me` is who did it,
// if that was a person of the night: whoever has the device after them neither sees nor sends it.
import { me } from "./marks.js";

const PREFIX = "opennight.act ";
const OTHERS = 15_000; // ms after which a tab sends what another one has not: it may be closed

const spare = new Map(); // acts that the storage does not take: they outlive a dead link but not a reload

export function newId() {
  // randomUUID needs HTTPS; a laptop in a hall has none.
  return Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Storage may be full, or closed to us so that even asking for it throws.
export function tryStorage(what, otherwise = null) {
  try {
    return what();
  } catch {
    return otherwise;
  }
}

// A tab keeps its name through a reload, and so knows its own acts.
const tab = tryStorage(() => sessionStorage.getItem("opennight.tab")) ?? newId();
tryStorage(() => sessionStorage.setItem("opennight.tab", tab));

// What the server says to an act; null for what a login page of the Wi-Fi says in its stead.
export const fromUs = (said) => (said?.version || said?.go || said?.refused ? said : null);

export const parse = (text) => tryStorage(() => JSON.parse(text));

// The night that a path is in.
export const night = (path) => path.split("/")[2];
const isOthers = (act) => act.me && act.me !== me && night(new URL(act.url).pathname) === night(location.pathname);

function stored() {
  const found = new Map(spare);
  const names = tryStorage(() => Object.keys(localStorage), []);
  for (const name of names.filter((name) => name.startsWith(PREFIX))) {
    const act = parse(localStorage.getItem(name));
    if (act?.id && act.url && !found.has(act.id)) found.set(act.id, act);
  }
  return [...found.values()];
}

// All acts, of all tabs, the oldest first; without those of whoever had this device before.
export const all = () => stored().filter((act) => !isOthers(act)).sort((one, other) => one.at - other.at);

export const isOurs = (act) => act.tab === tab;

// What this tab is to send: its own acts, and those that another has left behind.
export const due = () => all().filter((act) => !act.failed && (isOurs(act) || Date.now() - act.at > OTHERS));

export function put(act) {
  act.at ??= Date.now();
  act.tab ??= tab;
  act.me ??= me;
  const kept = tryStorage(() => {
    localStorage.setItem(PREFIX + act.id, JSON.stringify(act));
    return true;
  });
  if (kept) spare.delete(act.id);
  else spare.set(act.id, act);
  return act;
}

export function remove(act) {
  spare.delete(act.id);
  tryStorage(() => localStorage.removeItem(PREFIX + act.id));
}

// Whether leaving the page now would lose something.
export const wouldLose = () => spare.size > 0;

// Whoever did what waits for this night has left, and wants nothing more of it.
export const forgetOthers = () => stored().filter(isOthers).forEach(remove);
