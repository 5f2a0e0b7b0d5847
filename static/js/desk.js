// The desk beyond plain forms: what matters comes first, and lists and counts stay true. It all works without this, too.
import { startCockpit } from "./cockpit.js";
import { arrived, isDragging } from "./desk-lineup.js";
import { arrangeAll } from "./lists.js";
import { startParts } from "./parts.js";

const find = (id) => document.getElementById(id);
const all = (what, within = document) => [...within.querySelectorAll(what)];

// The parts of the desk follow the phase, and the asks that are read out, but not while somebody writes in one, goes through it by keys or holds a
// card: they would lose their place.
const IN_HAND = ":focus-visible, .handle:focus";
let foremost = find("desk-now")?.dataset.first;

function follow() {
  const now = find("desk-now");
  const parts = find("parts");
  if (!now || now.dataset.first === foremost || isDragging() || parts.querySelector(IN_HAND)) return;
  foremost = now.dataset.first;
  const first = foremost.split(" ").filter(Boolean).map((name) => find(`part-${name}`));
  const rest = [...parts.children].filter((part) => !first.includes(part));
  rest.sort((one, other) => one.dataset.order - other.dataset.order);
  for (const part of parts.children) part.open = first.includes(part);
  parts.append(...first, ...rest);
}

// A select outside the pushed regions keeps up with what is inside one: <select data-options="people-options">, a datalist or a list of rows.
const SOURCES = /^((row|waiting|gone)-\d+|people-options|cell-options|desk-pitches|desk-people|desk-lineup)$/;

function choices(source) {
  if (source.matches("datalist")) return [...source.options].map((option) => option.cloneNode(true));
  return [...source.children].map((row) => new Option(row.querySelector(".slip-title").textContent, row.id.replace(/^.*-/, "")));
}

function refill(regions) {
  if (!regions.some((region) => SOURCES.test(region))) return;
  for (const select of all("select[data-options]")) {
    const source = find(select.dataset.options);
    if (!source || select === document.activeElement) continue;
    const options = choices(source);
    const same = options.map((option) => option.value + option.text).join() === [...select.options].slice(1).map((option) => option.value + option.text).join();
    if (same) continue;
    const picked = select.value;
    select.replaceChildren(select.options[0], ...options);
    select.value = options.some((option) => option.value === picked) ? picked : "";
  }
}

// Votes come as single tallies: copy them to where else they are shown.
function count(regions) {
  for (const region of regions.filter((region) => region.startsWith("tally-"))) {
    for (const copy of all(`[data-count-of="${region}"]`)) copy.textContent = find(region)?.dataset.count ?? copy.textContent;
  }
}

// The focus of whoever asked for a proposal moves to it, and back to the line-up once it is applied or put away.
let proposed = find("desk-proposal")?.hidden === false;
let asked = false; // whether the last focus was in the line-up: a push may have taken that button away
document.addEventListener("focusin", ({ target }) => (asked = Boolean(target.closest?.("#part-lineup"))));

function lead() {
  const now = find("desk-proposal")?.hidden === false;
  if (now !== proposed && asked) (now ? find("proposal-says") : find("desk-totals").querySelector("button")).focus();
  proposed = now;
}

document.addEventListener("opennight:pushed", ({ detail: { regions } }) => {
  arrangeAll();
  arrived(regions);
  lead();
  follow();
  refill(regions);
  count(regions);
});
startParts();
startCockpit();
