// Moves rows of a list.
const find = (id) => document.getElementById(id);

// A row that is moved loses the focus: it gets that back.
export function keepFocus(move) {
  const focused = document.activeElement;
  move();
  if (focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
}

// Puts rows where they belong, and moves no other: `order` has their numbers, `rows` what their ids begin with.
export const putInOrder = (list, rows, order) => keepFocus(() => arrange(list, rows, order));

function arrange(list, rows, order) {
  const ids = order.split(" ").map((no) => `${rows}-${no}`);
  let at = list.firstElementChild;
  for (const row of ids.map(find).filter(Boolean)) {
    if (at?.nextElementSibling === row) at = row; // the one before it moves, when its turn comes
    if (at === row) at = row.nextElementSibling;
    else list.insertBefore(row, at);
  }
  const wanted = new Set(ids);
  const others = [...list.children].filter((row) => !wanted.has(row.id));
  others.forEach((row) => row.remove());
}
