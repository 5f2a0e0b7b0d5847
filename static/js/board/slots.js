// Which slots of the line-up are over, on now, and next. What is over leaves the board, unless everything is.

const CROWD = 24; // with more groups than this, the board keeps to what is on now and next

export function markSlots(now) {
  document.querySelectorAll("[data-slots]").forEach((plan) => {
    const slots = [...plan.querySelectorAll("[data-start]")].map((element) => ({
      element,
      start: Number(element.dataset.start),
      end: Number(element.dataset.end),
    }));
    const next = Math.min(...slots.filter(({ start }) => start > now).map(({ start }) => start));
    slots.forEach(({ element, start, end }) => {
      element.dataset.when = end <= now ? "over" : start <= now ? "now" : start === next ? "next" : "later";
    });
    const there = (when) => slots.some(({ element }) => element.dataset.when === when);
    const crowded = plan.querySelectorAll("[data-page-item]").length > CROWD && (there("now") || there("next"));
    const wanted = plan.dataset.slots === "now" && there("now") ? ["now"] : ["now", "next", ...(crowded ? [] : ["later"])];
    const shown = wanted.some(there) ? wanted : ["over"];
    slots.forEach(({ element }) => element.toggleAttribute("data-out", !shown.includes(element.dataset.when)));
  });
}
