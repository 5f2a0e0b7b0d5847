// The vote on many topics: the list of all stays where it is, so those with most dots are shown beside it, as a race of their own.

const before = new Map(); // row → its count when we last looked
const LIT = "lit"; // the animation of a row that has just got a dot; it moves nothing

const count = (row) => Number(row.querySelector("[data-count]")?.dataset.count ?? 0);

export const movesNothing = (animation) => animation.id === LIT;

// Fill the race of those that lead from the list; rows that have got a dot since are returned.
export function lead() {
  const list = document.querySelector("[data-leading]");
  if (!list) {
    before.clear();
    return [];
  }
  const rows = [...document.querySelectorAll(".titles > li")];
  const most = Math.max(1, ...rows.map(count));
  const first = rows
    .filter((row) => count(row))
    .sort((a, b) => count(b) - count(a) || a.dataset.no - b.dataset.no)
    .slice(0, Number(list.dataset.leading));
  const numbers = first.map((row) => row.dataset.no);
  [...list.children].filter((one) => !numbers.includes(one.dataset.no)).forEach((one) => one.remove());
  first.forEach((row) => show(list, row));
  const titles = rows[0].parentElement;
  titles.dataset.columns = first.length ? 2 : 3;
  titles.style.setProperty("--most", most);
  titles.style.setProperty("--digits", String(most).length);
  rows.forEach((row) => {
    row.style.setProperty("--count", count(row));
    row.toggleAttribute("data-leads", numbers.includes(row.dataset.no));
  });
  const got = rows.filter((row) => count(row) > (before.get(row.id) ?? Infinity));
  rows.forEach((row) => before.set(row.id, count(row)));
  return got.filter((row) => !row.hidden);
}

function show(list, row) {
  const one = document.getElementById(`lead-${row.dataset.no}`) ?? list.appendChild(strip(row));
  const tally = one.querySelector(".tally");
  const told = row.querySelector(".tally");
  tally.innerHTML = told.innerHTML;
  tally.dataset.count = told.dataset.count;
}

function strip(row) {
  const one = document.createElement("li");
  one.className = "strip";
  one.id = `lead-${row.dataset.no}`;
  Object.assign(one.dataset, { no: row.dataset.no, shed: "" });
  const title = row.querySelector("h3").cloneNode(true);
  title.className = "card-title";
  const [dots, tally] = [document.createElement("span"), document.createElement("b")];
  [dots.className, tally.className] = ["dots", "tally"];
  dots.setAttribute("aria-hidden", "true");
  one.append(title, dots, tally);
  return one;
}

// A row that has just got a dot is in the light for a moment.
export function light(row) {
  row.getAnimations().filter(movesNothing).forEach((animation) => animation.cancel());
  row.animate([{ boxShadow: "inset 0 0 0 0.14em var(--lamp)" }, { boxShadow: "inset 0 0 0 0.14em transparent" }], {
    id: LIT,
    duration: 2_500,
    easing: "ease-in",
  });
}
