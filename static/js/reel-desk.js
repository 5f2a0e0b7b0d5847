// What the board plays, at the desk and on remotes: the title, and which clip “Skip” skips, follow the clock.
import { placeIn } from "./reel.js";

const LOOK = 500;

function follow() {
  const reel = document.querySelector("#reel-now[data-reel]");
  if (!reel) return;
  const { no } = placeIn(reel);
  const title = reel.querySelector("[data-reel-title]");
  const skip = reel.querySelector("form[action$='/skip'] [name=clip]");
  const text = reel.querySelector(`[data-no="${no}"]`)?.textContent ?? title.dataset.over;
  if (title.textContent !== text) title.textContent = text;
  if (skip) skip.value = no;
  for (const row of document.querySelectorAll("#reeled > li")) row.classList.toggle("here", row.dataset.no === no);
}

follow();
setInterval(follow, LOOK);
document.addEventListener("opennight:pushed", follow);
