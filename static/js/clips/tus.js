// An upload in pieces, as tus 1.0 has it: begin, look how much is there, add, drop. What the link has carried is there.

import { fromUs } from "../acts.js";

const HEADERS = { "Tus-Resumable": "1.0.0", Accept: "application/json" };
const LEAST = 64 * 1024; // bytes of a piece …
const MOST = 4 * 1024 * 1024;
const TAKES = 3_000; // … which is as large as the link carries in so many ms
const GIVES_UP = 30_000; // ms for one request: a dead link says nothing

let most = MOST; // or what a proxy on the way lets pass
let size = 4 * LEAST;

// The server has refused for good, and `refused` says why; everything else that is thrown may be tried again.
export const refusal = (refused) => Object.assign(new Error("refused"), { refused });

export async function asked(address, method, { headers = {}, body = null, signal = null, patience = GIVES_UP } = {}) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  const stop = () => abort.abort();
  signal?.addEventListener("abort", stop);
  try {
    const answer = await fetch(address, { method, headers: { ...HEADERS, ...headers }, signal: abort.signal, ...(body && { body }) });
    const ours = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { status: answer.status, at: Number(answer.headers.get("Upload-Offset")), said: ours ? fromUs(await answer.json()) : null, where: answer.headers.get("Location") };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

const passes = ({ status }) => status >= 500 || [409, 423, 429].includes(status); // and is worth another try

export async function begin(place, length, signal) {
  const answer = await asked(place, "POST", { headers: { "Upload-Length": length }, signal });
  if (answer.status === 201) return answer.where;
  if (answer.said?.refused && answer.status < 500 && answer.status !== 429) throw refusal(answer.said.refused);
  throw new Error("not begun");
}

// How many bytes of it are there; null if the server knows nothing of it.
export async function look(address, signal) {
  const answer = await asked(address, "HEAD", { signal });
  if (passes(answer)) throw new Error("no answer");
  return answer.status === 200 ? answer.at : null;
}

// Send the rest of a file from `at`, and tell `progress` how many bytes are there.
export async function send(address, file, at, progress, signal) {
  while (at < file.size) {
    const began = Date.now();
    const body = file.slice(at, at + size);
    const headers = { "Upload-Offset": at, "Content-Type": "application/offset+octet-stream" };
    let answer = { status: 0 };
    try {
      answer = await asked(address, "PATCH", { headers, body, signal });
    } finally {
      const fits = answer.status ? (size * TAKES) / Math.max(1, Date.now() - began) : size / 2;
      size = Math.min(most, 2 * size, Math.max(LEAST, fits));
    }
    if (answer.status === 413 && body.size > LEAST) {
      size = most = Math.max(LEAST, Math.floor(body.size / 2));
      continue;
    }
    if (answer.status !== 204) throw new Error("cut");
    at = answer.at;
    progress(at);
  }
}

export const end = (address) => asked(address, "DELETE").catch(() => {}); // else it goes by itself after a day
