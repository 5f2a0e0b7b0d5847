// The moments beside what is said in a clip: they play it from there, without loading the page anew.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-moment]");
  const player = link?.closest("article, main").querySelector("audio, video");
  if (!player || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  player.currentTime = Number(link.dataset.moment) / 1000;
  player.play().catch(() => {}); // a browser may want a tap on the player itself first
});
