// What stays in sight at the top of the desk: how high it is, so that nothing that gets the focus hides under it, and its links into the parts.

const root = document.documentElement;

// On a narrow screen only the first row stays in sight.
const staying = () => [...document.querySelectorAll(".cockpit, .in-hand")].find((one) => getComputedStyle(one).position === "sticky");

function measure() {
  root.style.setProperty("--cockpit", `${staying()?.offsetHeight ?? 0}px`);
}

function unfold({ target }) {
  const link = target.closest?.(".cockpit a[href^='#part-']");
  if (link) document.querySelector(link.hash).open = true;
}

export function startCockpit() {
  const watched = new ResizeObserver(measure);
  for (const one of document.querySelectorAll(".cockpit, .in-hand")) watched.observe(one);
  addEventListener("resize", measure);
  document.addEventListener("click", unfold);
}
