// Whoever goes through the night by keys stays at the loud button, or at the blank board's, when a push puts another one in its place.

const PLACES = [
  ["#desk-next", "#desk-next .go, #desk-next .button"],
  ["[data-key=b]", "[data-key=b] button"],
];
let place = null; // where the last focus was, if it is one of these

const isShown = (element) => element.getClientRects().length > 0;

function stay() {
  if (place && document.activeElement === document.body) [...document.querySelectorAll(place[1])].find(isShown)?.focus();
}

document.addEventListener("focusin", ({ target }) => (place = PLACES.find(([where]) => target.closest?.(where))));
document.addEventListener("opennight:pushed", stay);
