// The reel on a phone: what has been started goes on with the next one, once it has ended.

document.addEventListener(
  "ended",
  ({ target }) => {
    const players = [...document.querySelectorAll("article :is(video, audio)")];
    const next = players[players.indexOf(target) + 1];
    next?.closest("article").scrollIntoView({ block: "start" });
    next?.play().catch(() => {}); // a browser that does not let it leaves it to a press
  },
  true,
);
