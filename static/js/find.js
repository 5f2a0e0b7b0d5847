// Shows the topics of a long wall that have all the words typed into its field. What is pushed anew is looked at again.
const WAIT = 600; // ms without a key before the number is said
const form = () => document.querySelector("#find:not([data-found])"); // a page with those alone holds no others to show
let timer = 0;

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function look() {
  if (!form()) return 0;
  const words = plain(form().elements.find.value).split(/\s+/).filter(Boolean);
  const rows = [...document.getElementById("pitches").children];
  for (const row of rows) {
    const text = plain([...row.querySelectorAll("h3, .lines")].map((part) => part.textContent).join(" "));
    row.hidden = !words.every((word) => text.includes(word));
  }
  return words.length ? rows.filter((row) => !row.hidden).length : NaN;
}

function tell() {
  const found = look();
  const line = document.getElementById("found");
  const text = Number.isNaN(found) ? "" : line.dataset.says.replace("#", found);
  if (line.textContent !== text) line.textContent = text;
}

function soon() {
  look();
  clearTimeout(timer);
  timer = setTimeout(() => form() && tell(), WAIT);
}

document.addEventListener("input", ({ target }) => target.form && target.form === form() && soon());
document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  clearTimeout(timer);
  tell();
  document.activeElement.blur(); // a phone's keyboard goes away
});
document.addEventListener("opennight:pushed", () => form()?.elements.find.value && soon());
if (form()?.elements.find.value) tell(); // a browser that went back keeps what was typed
