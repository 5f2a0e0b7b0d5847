// The replay on the board: fetched when its scene comes, and played once; a push that draws the scene anew lets it go on.
import { openReplay } from "../replay.js";

const AGAIN = 15_000; // ms until another try where the stage could not be had
let stage = null;
let replay = null;
let asked = "";

export function followReplay() {
  const place = document.querySelector("[data-replay-from]");
  if (!place) {
    replay?.pause();
    stage = replay = null;
    asked = "";
  } else if (stage) {
    if (stage.parentElement !== place) place.replaceChildren(stage);
  } else if (!asked) {
    fetchStage(place.dataset.replayFrom);
  }
}

async function fetchStage(from) {
  asked = from;
  try {
    const answer = await fetch(from, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const drawn = document.createRange().createContextualFragment(await answer.text());
    if (asked !== from) return;
    stage = drawn.querySelector("[data-replay]");
    followReplay();
    replay = openReplay(stage);
    if (!("small" in document.body.dataset)) replay.play();
    else replay.show(replay.last);
  } catch {
    setTimeout(() => {
      asked = "";
      followReplay();
    }, AGAIN);
  }
}
