// Pages that are one person's own or the host's, so that no push may hold them: it only says that something has changed,
// and they load themselves anew. What is typed stays, and so does what is open. A page with parts that are `data-afresh` loads only those.
const PAUSE = 1_000; // ms between two times, at least

const main = (page = document) => page.getElementById("main");
const parts = () => (document.querySelector("[data-afresh]") ? document.querySelectorAll("[data-afresh]") : [main()]);
let known = false; // whether one's own marks have come: the first are those that the page was loaded with
let timer = 0;
let last = 0;

const address = (form) => form?.getAttribute("action");
const keyOfFold = (fold) => `${fold.querySelector("summary").textContent} ${address(fold.querySelector("form"))}`;
const keyOfField = (field) => `${address(field.form)} ${field.name} ${field.matches("[type=checkbox], [type=radio]") ? field.value : ""}`;

function byKey(page, what, key) {
  return new Map([...main(page).querySelectorAll(what)].map((element) => [key(element), element]));
}

function keepOpen(page) {
  const folds = byKey(page, "details", keyOfFold);
  for (const fold of main().querySelectorAll("details[open]")) folds.get(keyOfFold(fold))?.setAttribute("open", "");
}

function keepTyped(page) {
  const fields = byKey(page, "input:not([type=hidden]), textarea", keyOfField);
  for (const [key, field] of byKey(document, "input:not([type=hidden]), textarea", keyOfField)) {
    const next = fields.get(key);
    if (!next) continue;
    if (field.checked !== field.defaultChecked) next.toggleAttribute("checked", field.checked);
    else if (field.value !== field.defaultValue) next.defaultValue = field.value;
  }
}

async function load() {
  timer = 0;
  last = Date.now();
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const ours = page.querySelector("meta[name=htmx-config]"); // the Wi-Fi may ask for a login instead
  if (!ours || response.status === 429 || response.status > 499) return; // after the next push
  if (!response.ok || response.redirected || !main(page)) {
    location.reload(); // they may not see it any more
    return;
  }
  keepOpen(page);
  keepTyped(page);
  for (const part of parts()) {
    const next = page.getElementById(part.id);
    if (next) htmx.swap({ text: next.outerHTML, target: part, swap: "outerMorph ignoreTitle:true" });
  }
}

function soon() {
  timer ||= setTimeout(() => load().catch(() => {}), Math.max(0, last + PAUSE - Date.now())); // without a link: after the next push
}

document.addEventListener("opennight:pushed", soon);
document.addEventListener("opennight:marked", () => {
  if (known) soon();
  known = true;
});
