// The vote as a race: rows in the order of their counts, moving to their new places.

const places = new Map(); // row id → where it stood, [left, top]

const count = (row) => Number(row.querySelector("[data-count]")?.dataset.count ?? 0);

// Most dots first, ties by the pitch's number; and how far each row's dots reach.
export function sort(list) {
  const rows = [...list.children];
  const most = Math.max(1, ...rows.map(count));
  list.style.setProperty("--most", most);
  list.style.setProperty("--digits", String(most).length);
  list.toggleAttribute("data-many", most > 60);
  rows.forEach((row) => row.style.setProperty("--count", count(row)));
  const sorted = [...rows].sort((a, b) => count(b) - count(a) || a.dataset.no - b.dataset.no);
  if (sorted.every((row, place) => row === rows[place])) return;
  const move = list.moveBefore ?? list.insertBefore; // moveBefore lets a row's transition go on
  sorted.forEach((row) => move.call(list, row, null));
}

// Stop the rows where they are now. One still on its way would count as overflow when the scene is measured.
export function hold(list) {
  for (const row of list.children) {
    const place = places.get(row.id);
    const moved = new DOMMatrix(getComputedStyle(row).transform);
    if (place) places.set(row.id, [place[0] + moved.e, place[1] + moved.f]);
    row.getAnimations().forEach((animation) => animation.cancel());
  }
}

// Each row glides from where it was seen last.
export function glide(list) {
  for (const id of places.keys()) if (!document.getElementById(id)) places.delete(id);
  for (const row of list.children) {
    const before = places.get(row.id);
    if (row.hidden) {
      places.delete(row.id);
      continue;
    }
    places.set(row.id, [row.offsetLeft, row.offsetTop]);
    if (!before) continue;
    const [x, y] = [before[0] - row.offsetLeft, before[1] - row.offsetTop];
    if (Math.abs(x) < 1 && Math.abs(y) < 1) continue;
    row.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], {
      duration: 700,
      easing: "cubic-bezier(.3, .8, .3, 1)",
    });
  }
}
