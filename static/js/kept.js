// What somebody has typed into a form that the page has no more, or not for them, is shown until they put it away or the form is back.
import { all } from "./acts.js";
import { drafts, drop, formOf } from "./drafts.js";
import { template } from "./pending.js";

const notes = new Map(); // the draft's name → its note at the top of the page

// A page on plain HTTP has no clipboard of its own: so the words are selected and copied by command.
function copy(words, button) {
  getSelection().selectAllChildren(words);
  if (document.execCommand("copy")) button.textContent = button.dataset.copied;
}

function show(name, text) {
  const note = template("kept");
  const [words, [copying, dismissing]] = [note.querySelector("q"), note.querySelectorAll("button")];
  words.textContent = text;
  copying.addEventListener("click", () => copy(words, copying));
  dismissing.addEventListener("click", () => {
    drop(name);
    showKept();
  });
  notes.set(name, note);
  document.body.prepend(note);
}

function showKept() {
  const sent = all().map((act) => act.words);
  const lost = new Map([...drafts()].filter(([name, text]) => text && !sent.includes(text) && !formOf(name)));
  for (const [name, note] of notes) {
    if (lost.has(name)) continue;
    note.remove();
    notes.delete(name);
  }
  for (const [name, text] of lost) if (!notes.has(name)) show(name, text);
}

if (document.getElementById("kept")) {
  for (const event of ["opennight:pushed", "opennight:marked"]) document.addEventListener(event, showKept);
  showKept();
}
