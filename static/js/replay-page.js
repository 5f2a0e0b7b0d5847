// The page of a replay: its button, its slider, and the ways to each part.
import { openReplay } from "./replay.js";

const stage = document.querySelector("[data-replay]");
if (stage) {
  const button = document.querySelector("[data-play]");
  const slider = document.getElementById("at");
  const words = { false: button.textContent, true: button.dataset.pauseWords };
  const first = Number(slider.value);
  const replay = openReplay(stage, (step, playing) => {
    slider.value = step;
    slider.setAttribute("aria-valuetext", stage.querySelector("[data-times]").textContent);
    button.textContent = words[playing];
  });
  const to = (step) => {
    replay.pause();
    replay.show(step);
  };
  to(first);
  button.hidden = false;
  document.querySelector("[data-show]").hidden = true;
  button.addEventListener("click", () => (replay.playing ? replay.pause() : replay.play()));
  slider.addEventListener("input", () => to(Number(slider.value)));
  for (const link of document.querySelectorAll("[data-to]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      to(Number(link.dataset.to));
    });
  }
}
