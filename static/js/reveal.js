// A link to a folded part of the page unfolds it. Without this it leads to its heading, and one press opens it.

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  const part = link && document.getElementById(link.hash.slice(1));
  if (part?.matches("details")) part.open = true;
});
