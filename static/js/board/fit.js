// Text grows to fill its box; what does not fit even at the smallest size is shown page by page.
//
//   <section id data-fit="3 7">         the box: smallest and largest size of its text, in hundredths of the screen's height
//     <ol data-flow data-columns="4">   what must not overflow; a grid of up to this many columns
//       <li data-page-item>             what pages are made of
//     <p data-page-mark>                "2 / 5"
//   <li data-shed>                      may be left out instead, from the end, if there is no room for it

const plans = new Map(); // box id → how it was last laid out
const STEPS = 6;

const all = (box, mark) => [...box.querySelectorAll(`[data-${mark}]`)];

export function forget() {
  plans.clear();
}

function fits(box) {
  const parts = [box, ...all(box, "flow")];
  const words = box.querySelectorAll("[data-page-item]:not([hidden]), [data-page-item]:not([hidden]) > *");
  return (
    parts.every((part) => part.scrollHeight <= part.clientHeight + 1) &&
    [...parts, ...words].every((part) => part.scrollWidth <= part.clientWidth + 1)
  );
}

// Pages of at most `most` items, as even as full rows allow; all on one if `most` is Infinity.
function pagesOf(items, most, columns) {
  if (most === Infinity || !items.length) return [items];
  const even = Math.ceil(items.length / Math.ceil(items.length / most));
  const size = Math.min(most, Math.ceil(even / columns) * columns);
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}

function mark(box, page, pages) {
  const element = box.querySelector("[data-page-mark]");
  if (!element) return;
  element.hidden = pages === 1;
  element.textContent = `${page + 1} / ${pages}`;
}

function show(box, items, columns) {
  const seen = new Set(items);
  all(box, "page-item").forEach((item) => (item.hidden = !seen.has(item)));
  all(box, "columns").forEach((grid) => {
    const shown = [...grid.children].filter((child) => !child.hidden).length;
    const wide = Math.max(1, Math.min(columns, shown));
    grid.style.setProperty("--columns", wide);
    grid.style.setProperty("--rows", Math.max(1, Math.ceil(shown / wide)));
  });
}

function fitsAt(box, size, pages, columns) {
  box.style.setProperty("--fit", size);
  return pages.every((page) => {
    show(box, page, columns);
    return fits(box);
  });
}

// The largest size between the two at which every page fits; at the smaller one it is known to.
function grow(box, [least, most], pages, columns) {
  if (fitsAt(box, most, pages, columns)) return most;
  for (let step = 0; step < STEPS; step++) {
    const middle = (least + most) / 2;
    if (fitsAt(box, middle, pages, columns)) least = middle;
    else most = middle;
  }
  box.style.setProperty("--fit", least);
  return least;
}

// The numbers of columns to try.
function columnsOf(box) {
  const most = Math.max(1, ...all(box, "columns").map((grid) => Number(grid.dataset.columns)));
  return Array.from({ length: most }, (_, n) => n + 1);
}

function best(candidates) {
  return candidates.reduce((a, b) => (b.rank > a.rank ? b : a));
}

function onePage(box, sizes, items) {
  const candidates = columnsOf(box)
    .filter((columns) => fitsAt(box, sizes[0], [items], columns))
    .map((columns) => ({ columns, size: grow(box, sizes, [items], columns), most: Infinity }));
  return candidates.length ? best(candidates.map((plan) => ({ ...plan, rank: plan.size }))) : null;
}

// With as few as need be left out; those that stay are as large as they can be.
function onePageOfFewer(box, sizes) {
  const sheddable = all(box, "shed");
  while (sheddable.length > 1) {
    sheddable.pop().hidden = true;
    const plan = onePage(box, sizes, []);
    if (plan) return plan;
  }
  return null;
}

function manyPages(box, sizes, items) {
  const candidates = columnsOf(box).map((columns) => {
    let [some, tooMany] = [1, items.length + 1];
    while (tooMany - some > 1) {
      const middle = (some + tooMany) >> 1;
      if (fitsAt(box, sizes[0], pagesOf(items, middle, columns), columns)) some = middle;
      else tooMany = middle;
    }
    return { columns, most: some };
  });
  // As many on a page as can be; of the ways to do that, the one with the largest text.
  const most = Math.max(...candidates.map((plan) => plan.most));
  const sized = candidates
    .filter((plan) => plan.most === most)
    .map(({ columns }) => ({ columns, most, size: grow(box, sizes, pagesOf(items, most, columns), columns) }));
  return best(sized.map((plan) => ({ ...plan, rank: plan.size })));
}

// Whether a plan made for other items still works for these: with a hundred cards, making one takes a while.
function holds(plan, box, items) {
  if (plan.most === Infinity || plan.most >= items.length) return false;
  mark(box, 0, 2);
  return fitsAt(box, plan.size, pagesOf(items, plan.most, plan.columns), plan.columns);
}

const sizesOf = (box) => box.dataset.fit.split(" ").map(Number);

function makePlan(box, items) {
  const sizes = sizesOf(box);
  all(box, "shed").forEach((item) => (item.hidden = false));
  mark(box, 0, 1);
  const plan = onePage(box, sizes, items) ?? (items.length ? null : onePageOfFewer(box, sizes));
  if (plan) return plan;
  mark(box, 0, 2); // takes its room while pages are measured
  return items.length ? manyPages(box, sizes, items) : { columns: 1, most: Infinity, size: sizes[0] };
}

// One long title must not make all other pages small. How large a page can be is known until its words change.
function growPage(box, plan, page) {
  const known = plan.grown[plan.page];
  if (known && fitsAt(box, known, [page], plan.columns)) return;
  box.style.setProperty("--fit", plan.size);
  if (fits(box)) plan.grown[plan.page] = grow(box, [plan.size, sizesOf(box)[1]], [page], plan.columns);
}

function apply(box, plan, items) {
  const pages = pagesOf(items, plan.most, plan.columns);
  plan.pages = pages.length;
  plan.page = (plan.page + pages.length) % pages.length;
  const page = pages[plan.page];
  box.style.setProperty("--fit", plan.size);
  mark(box, plan.page, pages.length);
  show(box, page, plan.columns);
  if (pages.length > 1) growPage(box, plan, page);
  const sheddable = all(box, "shed");
  sheddable.forEach((item) => (item.hidden = false));
  while (sheddable.length > 1 && !fits(box)) sheddable.pop().hidden = true;
}

// Words too long for a column may break anywhere; others only where they should, also those beside them.
function markLongWords(box) {
  const parts = [...all(box, "page-item"), ...all(box, "shed")];
  const marked = parts.length ? [...parts, ...box.querySelectorAll("h1, .welcome-place")] : [box];
  const said = (part) => [...part.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  for (const part of marked.flatMap((one) => [one, ...one.querySelectorAll("*")]).filter(said)) {
    part.toggleAttribute("data-long", /\S{28,}/.test(part.textContent));
  }
}

// Lay the box out, and return the cards that are new on it. Keeps to the last plan as long as that holds.
export function arrange(box) {
  markLongWords(box);
  const items = all(box, "page-item");
  const ids = items.map((item) => item.id);
  const letters = box.textContent.replace(/[\d\s/]/g, "").length;
  const room = `${box.clientWidth} ${box.clientHeight}`;
  const key = [letters, ...[...ids].sort()].join(" ");
  const old = plans.get(box.id);
  const fresh = old && "newestFirst" in box.dataset ? items.filter((item) => !old.ids.includes(item.id)) : [];
  let plan = old;
  if (old?.room !== room || (old.key !== key && !holds(old, box, items))) {
    plan = { page: old?.page ?? 0, left: old?.left ?? 0, ...makePlan(box, items) };
  }
  if (plan.room !== room || plan.key !== key) plan.grown = {};
  Object.assign(plan, { room, key, ids });
  if (fresh.length) plan.page = 0;
  plans.set(box.id, plan);
  apply(box, plan, items);
  if (plan === old && !fits(box)) {
    Object.assign(plan, makePlan(box, items), { grown: {} });
    apply(box, plan, items);
  }
  return fresh.filter((item) => !item.hidden);
}

// On to the next page; false if there is only one.
export function turn(box, by) {
  const plan = plans.get(box.id);
  if (!plan || plan.pages === 1) return false;
  plan.page += by;
  apply(box, plan, all(box, "page-item"));
  return true;
}

// What turns by itself: a race comes back to its first page after each of the others, as who leads is what people look up for.
export function goOn(box) {
  const plan = plans.get(box.id);
  if (!plan || !box.querySelector("[data-race]")) return turn(box, 1);
  if (!plan.page) return turn(box, 1 + (plan.left % (plan.pages - 1)));
  plan.left = plan.page;
  return turn(box, -plan.page);
}
