// A night to watch again: sets the counts of each moment on the stage that the server drew.
const SECONDS = 60;

export function openReplay(stage, changed = () => {}) {
  const { times, changes } = JSON.parse(stage.querySelector("[data-changes]").textContent);
  const last = changes.length - 1;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const places = new Map();
  for (const name of ["count", "there", "lit"]) {
    for (const one of stage.querySelectorAll(`[data-${name}]`)) {
      const key = one.dataset[name];
      places.set(key, [...(places.get(key) ?? []), [name, one]]);
    }
  }
  const clock = stage.querySelector("[data-times]");
  const parts = [...stage.querySelectorAll("[data-part]")];
  const shown = new Map(); // what each count is on the stage
  let at = -1;
  let playing = 0;

  function set(key, value) {
    if (shown.get(key) === value) return;
    shown.set(key, value);
    if (key === "part") parts.forEach((one) => (one.hidden = Number(one.dataset.part) !== value));
    for (const [name, one] of places.get(key) ?? []) {
      if (name === "there") one.hidden = !value;
      else if (name === "lit") one.toggleAttribute("data-on", Boolean(value));
      else if (one instanceof HTMLMeterElement) one.value = value;
      else one.textContent = value;
    }
  }

  function show(step) {
    if (step === at) return;
    const counts = new Map(step < at ? [...shown.keys()].map((key) => [key, 0]) : []);
    const from = step < at ? 0 : at + 1;
    for (const change of changes.slice(from, step + 1)) Object.entries(change).forEach(([key, value]) => counts.set(key, value));
    counts.forEach((value, key) => set(key, value));
    at = step;
    clock.textContent = times[step];
    changed(step, Boolean(playing));
  }

  function pause() {
    cancelAnimationFrame(playing);
    playing = 0;
    changed(at, false);
  }

  // From where it stands, or anew from the end. Who wants no motion gets a step a second.
  function play() {
    const first = at >= last ? 0 : at;
    const began = performance.now();
    const pace = calm.matches ? last / SECONDS : 1;
    const frame = (now) => {
      const passed = ((now - began) / 1_000 / SECONDS) * last;
      show(Math.min(last, first + Math.floor(Math.max(0, passed) / pace) * pace));
      if (at >= last) pause();
      else playing = requestAnimationFrame(frame);
    };
    playing = requestAnimationFrame(frame);
  }

  // What the server drew is one of the moments; from here on all of them are known.
  for (const key of places.keys()) shown.set(key, undefined);
  [...places.keys()].forEach((key) => set(key, 0));
  show(0);
  return { show, play, pause, last, get playing() { return Boolean(playing); } };
}
