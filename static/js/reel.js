// Where the reel is, by the server's clock: the same for the boards that play it and the desks that run it.
//
//   <… data-reel data-turn="41" data-clip="3" data-since="1795370400000">   or data-held="2000": held after so many ms
//     <… data-no="3" data-ms="8000">
import { serverNow } from "./lamp.js";

// The rest of the list from where it is: {no, ms} is what plays, and for how long it has; no is 0 when all is over.
export function placeIn(reel) {
  const { clip, since, held } = reel.dataset;
  const clips = [...reel.querySelectorAll("[data-no]")];
  const from = clips.findIndex((one) => one.dataset.no === clip);
  if (from < 0) return { no: "0", ms: 0 };
  if (held !== undefined) return { no: clip, ms: Number(held) };
  let ms = Math.max(0, serverNow() - since);
  for (const { dataset } of clips.slice(from)) {
    const takes = Number(dataset.ms);
    if (ms < takes) return { no: dataset.no, ms };
    ms -= takes;
  }
  return { no: "0", ms: 0 };
}
