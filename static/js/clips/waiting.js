// Clips that wait to be sent, in the browser's own database: they outlive a dead link, a reload and a closed tab. Each is
// {id, at, owner, place, url, fields, title, address, problem}: `place` takes uploads and `address` is that of its own, once it is begun;
// `url` takes the form with these `fields`, and `problem` is the sentence that says why it was not taken. The file lies beside it,
// so that it need not be written again with each change. `owner` is whose it is, as the page says: whoever has the device next neither sees nor sends it.
import { night } from "../acts.js";

const NAME = `opennight.clips ${night(location.pathname)}`;
const { owner } = document.getElementById("waiting-clips")?.dataset ?? {};
const STORES = ["clips", "files"];

const spare = new Map(); // id → {clip, file}: what the database does not take outlives a dead link but not a reload
const others = typeof BroadcastChannel === "function" ? new BroadcastChannel(NAME) : null; // the other tabs
let opening = null;

// It is deleted, or the browser has closed it: opened anew with the next use.
function lose({ target }) {
  target.close();
  opening = null;
}

function opened() {
  opening ??= new Promise((done, fail) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => STORES.forEach((name) => request.result.createObjectStore(name));
    request.onsuccess = () => {
      for (const ends of ["versionchange", "close"]) request.result.addEventListener(ends, lose);
      done(request.result);
    };
    request.onerror = () => fail(request.error);
  });
  return opening;
}

// Run one transaction, and return what `what` asked for in it, once it is on the disk.
async function within(mode, what) {
  const database = await opened();
  return new Promise((done, fail) => {
    const transaction = database.transaction(STORES, mode);
    const asked = what(...STORES.map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => done(asked?.result);
    transaction.onabort = () => fail(transaction.error);
  });
}

function changed(elsewhere = true) {
  if (elsewhere) others?.postMessage("");
  document.dispatchEvent(new Event("opennight:waiting"));
}

// All of this person's, the oldest first: also what was recorded, and not put in line.
export async function every() {
  const kept = await within("readonly", (clips) => clips.getAll()).catch(() => []);
  const those = [...kept, ...[...spare.values()].map(({ clip }) => clip)];
  return those.filter((clip) => clip.owner === owner).sort((one, other) => one.at - other.at);
}

// Those of this person, the oldest first.
export const waiting = async () => (await every()).filter(({ draft }) => !draft);

// What was recorded on this page and not sent yet: its `draft` is the page.
export const drafted = async () => (await every()).filter(({ draft }) => draft === location.pathname).pop();

export async function add(clip, file) {
  Object.assign(clip, { at: Date.now(), owner });
  try {
    await within("readwrite", (clips, files) => {
      clips.put(clip, clip.id);
      files.put(file, clip.id);
    });
  } catch {
    spare.set(clip.id, { clip, file });
  }
  changed();
}

// Whether it is still there; then with these values changed. The transaction keeps it from coming back after it was dropped elsewhere.
export async function change(clip, values) {
  Object.assign(clip, values);
  if (spare.has(clip.id)) return true;
  let there = false;
  await within("readwrite", (clips) => {
    clips.getKey(clip.id).onsuccess = ({ target }) => {
      there = target.result !== undefined;
      if (there) clips.put(clip, clip.id);
    };
  });
  changed();
  return there;
}

// Its file; undefined if it is not there any more.
export async function fileOf({ id }) {
  return spare.get(id)?.file ?? within("readonly", (clips, files) => files.get(id));
}

export async function drop({ id }) {
  spare.delete(id);
  await within("readwrite", (clips, files) => {
    clips.delete(id);
    files.delete(id);
  }).catch(() => {});
  changed();
}

// Whether leaving the page now would lose something.
export const wouldLose = () => spare.size > 0;

// Whoever had this device has left, and wants nothing more of it.
export async function forgetAll() {
  await within("readwrite", (...stores) => stores.forEach((store) => store.clear())).catch(() => {});
  changed();
}

others?.addEventListener("message", () => changed(false));
