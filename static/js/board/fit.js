// Text grows to fill its box; what does not fit even at the smallest size is shown page by page.
//
//   <section id data-fit="3 7">         the box: smallest and largest size of its text, in hundredths of the screen's height
//     <ol data-flow data-columns="4">   what must not overflow; a grid of up to this many columns
//       <li data-page-group>            a part that shares no page with another, unless everything fits on one
//         <li data-page-item>           what pages are made of
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
  const words = box.querySelectorAll("[data-page-item], [data-page-item] > *");
  return (
    parts.every((part) => part.scrollHeight <= part.clientHeight + 1) &&
    [...parts, ...words].every((part) => part.scrollWidth <= part.clientWidth + 1)
  );
}

// The items of the box in their groups.
function groupsOf(box) {
  const items = all(box, "page-item");
  const groups = new Map();
  for (const item of items) {
    const group = item.closest("[data-page-group]");
    groups.set(group, [...(groups.get(group) ?? []), item]);
  }
  return [...groups.values()];
}

// Pages of at most `most` items, each group's as even as full rows allow; all on one if `most` is Infinity.
function pagesOf(groups, most, { columns }) {
  if (most === Infinity) return [groups.flat()];
  return groups.flatMap((group) => {
    const even = Math.ceil(group.length / Math.ceil(group.length / most));
    const size = Math.min(most, Math.ceil(even / columns) * columns);
    return Array.from({ length: Math.ceil(group.length / size) }, (_, n) => group.slice(n * size, (n + 1) * size));
  });
}

function mark(box, page, pages) {
  const element = box.querySelector("[data-page-mark]");
  if (!element) return;
  element.hidden = pages === 1;
  element.textContent = `${page + 1} / ${pages}`;
}

function show(box, items, { across, columns }) {
  const seen = new Set(items);
  all(box, "page-item").forEach((item) => (item.hidden = !seen.has(item)));
  all(box, "page-group").forEach((group) => (group.hidden = !items.some((item) => group.contains(item))));
  all(box, "columns").forEach((grid) => {
    const shown = [...grid.children].filter((child) => !child.hidden).length;
    const wide = Math.max(1, Math.min(grid.matches(":has([data-page-group])") ? across : columns, shown));
    grid.style.setProperty("--columns", wide);
    grid.style.setProperty("--rows", Math.max(1, Math.ceil(shown / wide)));
  });
}

function fitsAt(box, size, pages, layout) {
  box.style.setProperty("--fit", size);
  return pages.every((page) => {
    show(box, page, layout);
    return fits(box);
  });
}

// The largest size between the two at which every page fits; at the smaller one it is known to.
function grow(box, [least, most], pages, layout) {
  if (fitsAt(box, most, pages, layout)) return most;
  for (let step = 0; step < STEPS; step++) {
    const middle = (least + most) / 2;
    if (fitsAt(box, middle, pages, layout)) least = middle;
    else most = middle;
  }
  return least;
}

// The layouts to try: how many groups across, and how many columns in each.
function layoutsOf(box, groups) {
  const widest = Math.max(1, ...all(box, "columns").map((grid) => Number(grid.dataset.columns)));
  const numbers = Array.from({ length: widest }, (_, n) => n + 1);
  return numbers
    .flatMap((across) => numbers.map((columns) => ({ across, columns })))
    .filter(({ across, columns }) => across <= Math.max(1, groups.length) && across * columns <= widest);
}

function best(candidates) {
  return candidates.reduce((a, b) => (b.rank > a.rank ? b : a));
}

function onePage(box, sizes, groups) {
  const pages = [groups.flat()];
  const candidates = layoutsOf(box, groups)
    .filter((layout) => fitsAt(box, sizes[0], pages, layout))
    .map((layout) => ({ layout, size: grow(box, sizes, pages, layout), most: Infinity }));
  return candidates.length ? best(candidates.map((plan) => ({ ...plan, rank: plan.size }))) : null;
}

function manyPages(box, sizes, groups) {
  const candidates = layoutsOf(box, [[]]).map((layout) => {
    let [some, tooMany] = [1, Math.max(...groups.map((group) => group.length)) + 1];
    while (tooMany - some > 1) {
      const middle = (some + tooMany) >> 1;
      if (fitsAt(box, sizes[0], pagesOf(groups, middle, layout), layout)) some = middle;
      else tooMany = middle;
    }
    return { layout, most: some };
  });
  // As many on a page as can be; of the ways to do that, the one with the largest text.
  const most = Math.max(...candidates.map((plan) => plan.most));
  const sized = candidates
    .filter((plan) => plan.most === most)
    .map(({ layout }) => ({ layout, most, size: grow(box, sizes, pagesOf(groups, most, layout), layout) }));
  return best(sized.map((plan) => ({ ...plan, rank: plan.size })));
}

// Whether a plan made for other items still works for these: with a hundred cards, making one takes a while.
function holds(plan, box, groups) {
  if (plan.most === Infinity || plan.most >= groups.flat().length) return false;
  mark(box, 0, 2);
  return fitsAt(box, plan.size, pagesOf(groups, plan.most, plan.layout), plan.layout);
}

function makePlan(box, groups) {
  const sizes = box.dataset.fit.split(" ").map(Number);
  all(box, "shed").forEach((item) => (item.hidden = false));
  mark(box, 0, 1);
  const plan = onePage(box, sizes, groups);
  if (plan) return plan;
  mark(box, 0, 2); // takes its room while pages are measured
  return groups.length ? manyPages(box, sizes, groups) : { layout: { across: 1, columns: 1 }, most: Infinity, size: sizes[0] };
}

function apply(box, plan, groups) {
  const pages = pagesOf(groups, plan.most, plan.layout);
  plan.pages = pages.length;
  plan.page = (plan.page + pages.length) % pages.length;
  box.style.setProperty("--fit", plan.size);
  mark(box, plan.page, pages.length);
  show(box, pages[plan.page], plan.layout);
  const sheddable = all(box, "shed");
  sheddable.forEach((item) => (item.hidden = false));
  while (sheddable.length > 1 && !fits(box)) sheddable.pop().hidden = true;
}

// Words too long for a column may break anywhere; others only where they should.
function markLongWords(box) {
  const parts = [...all(box, "page-item"), ...all(box, "shed")];
  const words = parts.length ? [...parts, ...box.querySelectorAll("h1, .welcome-place")] : [box];
  words.forEach((part) => part.toggleAttribute("data-long", /\S{28,}/.test(part.textContent)));
}

// Lay the box out, and return the cards that are new on it. Keeps to the last plan as long as that holds.
export function arrange(box) {
  markLongWords(box);
  const groups = groupsOf(box);
  const ids = groups.flat().map((item) => item.id);
  const letters = box.textContent.replace(/[\d\s/]/g, "").length;
  const room = `${box.clientWidth} ${box.clientHeight}`;
  const key = [letters, ...[...ids].sort()].join(" ");
  const old = plans.get(box.id);
  const fresh = old && "newestFirst" in box.dataset ? groups.flat().filter((item) => !old.ids.includes(item.id)) : [];
  let plan = old;
  if (old?.room !== room || (old.key !== key && !holds(old, box, groups))) {
    plan = { page: old?.page ?? 0, ...makePlan(box, groups) };
  }
  Object.assign(plan, { room, key, ids });
  if (fresh.length) plan.page = 0;
  plans.set(box.id, plan);
  apply(box, plan, groups);
  if (plan === old && !fits(box)) {
    Object.assign(plan, makePlan(box, groups));
    apply(box, plan, groups);
  }
  return fresh.filter((item) => !item.hidden);
}

// On to the next page; false if there is only one.
export function turn(box, by) {
  const plan = plans.get(box.id);
  if (!plan || plan.pages === 1) return false;
  plan.page += by;
  apply(box, plan, groupsOf(box));
  return true;
}
