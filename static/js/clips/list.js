// Shows the clips that wait to be sent: how far each has got, and what can be done about it.
import { waiting } from "./waiting.js";
import { cancel, isStuck, retry, stageOf } from "./sender.js";
import { isRecording } from "./recorder.js";
import { showWhen } from "./when.js";

const list = document.getElementById("waiting-clips");
const rows = new Map(); // id → its row

function rowOf(clip) {
  const row = list.querySelector("template").content.firstElementChild.cloneNode(true);
  const [again, away] = row.querySelectorAll("button");
  row.querySelector("b").textContent = clip.title;
  for (const element of [again, away, row.querySelector("progress")]) element.setAttribute("aria-label", `${element.ariaLabel || element.textContent}: ${clip.title}`);
  again.addEventListener("click", () => retry(clip));
  away.addEventListener("click", () => cancel(clip));
  return row;
}

function stateOf(clip) {
  if (clip.problem) return "refused";
  return stageOf(clip)?.stage ?? (isStuck() ? "stuck" : "waiting");
}

function fill(row, clip) {
  showWhen(row, stateOf(clip));
  row.querySelector(".problem").textContent = clip.problem ?? "";
  const stage = stageOf(clip);
  if (stage) row.querySelector("progress").value = stage.at / stage.all;
}

let drawing = Promise.resolve();

async function draw() {
  const clips = await waiting();
  const ids = clips.map(({ id }) => id);
  for (const [id, row] of rows) {
    if (ids.includes(id)) continue;
    row.remove();
    rows.delete(id);
  }
  for (const clip of clips) {
    if (!rows.has(clip.id)) rows.set(clip.id, list.querySelector("ul").appendChild(rowOf(clip)));
    fill(rows.get(clip.id), clip);
  }
  list.hidden = clips.length === 0;
  for (const told of document.querySelectorAll("[data-unsent]")) told.hidden = list.hidden;
}

// One after the other: what is read first would else be drawn last.
const redraw = () => (drawing = drawing.then(draw));

// What has arrived joins what the page shows.
async function show({ detail: clip }) {
  list.parentElement.querySelector(".arrived").textContent = list.dataset.arrived.replace("{title}", clip.title);
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const shown = document.getElementById("shown");
  for (const one of page.querySelectorAll("#shown > [id]")) {
    if (document.getElementById(one.id)) continue;
    shown.querySelector(".nothing")?.remove();
    htmx.swap({ text: one.outerHTML, target: shown, swap: "beforeend ignoreTitle:true" });
  }
  document.dispatchEvent(new Event("opennight:clip-shown"));
}

// A flip chart is straightened next, unless something else is under way here: a link beside it leads there, too.
async function follow({ detail: { go } }) {
  const { title, file } = document.querySelector("form[data-uploads]")?.elements ?? {};
  const typed = title?.value || file?.files.length;
  if (go?.endsWith("/straighten") && !typed && !isRecording() && (await waiting()).length === 0) location.assign(go);
}

export function startList() {
  if (!list) return; // the page of a single clip
  for (const event of ["opennight:waiting", "opennight:sending"]) document.addEventListener(event, redraw);
  document.addEventListener("opennight:clip-sent", (event) => show(event).then(() => follow(event)).catch(() => {}));
  redraw();
}
