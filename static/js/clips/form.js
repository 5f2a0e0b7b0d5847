// Takes a clip from its form, and puts it in line. A form that is taken is there for the next one at once.
import { newId } from "../acts.js";
import { forget } from "../drafts.js";
import { add, wouldLose } from "./waiting.js";
import { flush } from "./sender.js";

const NOT_SENT = ["file", "upload", "command", "back", "form"];

function take(form, file) {
  const fields = [...new FormData(form)].filter(([name]) => !NOT_SENT.includes(name));
  const title = form.elements.title.value;
  const clip = { id: newId(), place: form.dataset.uploads, url: form.getAttribute("action"), fields, title, address: "", problem: "" };
  return add(clip, file);
}

async function submit(event) {
  const form = event.target;
  const file = form.dataset.uploads && form.elements.file.files[0];
  if (!file) return;
  event.preventDefault();
  if (form.hasAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  await take(form, file);
  form.removeAttribute("aria-busy");
  forget(form);
  form.reset();
  flush();
}

export function startForm() {
  document.addEventListener("submit", submit);
  addEventListener("beforeunload", (event) => wouldLose() && event.preventDefault());
}
