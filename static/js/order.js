// Puts rows of a list where they belong, and moves no other: `order` has their numbers, `rows` what their ids begin with.
const find = (id) => document.getElementById(id);

export function putInOrder(list, rows, order) {
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
