// What a reporter recorded and did not send before their link was revoked: it can be saved, or thrown away, and is never sent.
import { drop, every, fileOf } from "./clips/waiting.js";

const list = document.getElementById("waiting-clips");

function rowOf(clip, file) {
  const row = list.querySelector("template").content.firstElementChild.cloneNode(true);
  const [title, save, away] = ["b", "a", "button"].map((what) => row.querySelector(what));
  title.textContent = clip.title || title.dataset.untitled;
  save.href = URL.createObjectURL(file);
  save.download = file.name || `clip.${file.type.replace(/^.*\/|;.*$/g, "")}`;
  for (const act of [save, away]) act.setAttribute("aria-label", `${act.textContent}: ${title.textContent}`);
  away.addEventListener("click", () => drop(clip).then(() => row.remove()).then(tell));
  return row;
}

function tell() {
  list.hidden = !list.querySelector("ul").children.length;
  document.getElementById("none-unsent").hidden = !list.hidden;
}

async function show() {
  for (const clip of await every()) {
    const file = await fileOf(clip);
    if (file) list.querySelector("ul").append(rowOf(clip, file));
  }
  tell();
}

show();
