// The record: copies what was said together with its source, unfolds what a link points to, and finds the page of what an old link points to.
const main = document.querySelector("main");
const spoken = document.createElement("p");
spoken.className = "unseen";
spoken.setAttribute("role", "status");
main.append(spoken);

function source(said) {
  const { who } = said.dataset;
  const group = said.closest("[data-group]")?.dataset.group;
  return [who, group && `“${group}”`, main.dataset.of].filter(Boolean).join(", ");
}

function quote(link) {
  const said = link.closest(".said");
  const text = (said.querySelector("blockquote, .text") ?? said).textContent.trim().replace(/^“([\s\S]*)”$/, "$1");
  const where = link.dataset.at ?? `${main.dataset.url || location.href.split("#")[0]}#${said.id}`;
  return `“${text}” — ${source(said)}. ${where} (${main.dataset.licence})`;
}

// A page on plain http has no clipboard: then the old way, which every browser still knows.
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("not copied");
}

// Whoever quotes something writes about it: beside what they copied, they can say where.
function offer(link) {
  const { post } = main.dataset;
  const { id } = link.closest(".said");
  if (!post || !/^(note|reply|comment|headline|pitch|more)-\d+$/.test(id) || link.parentElement.querySelector(".post")) return;
  const more = document.createElement("a");
  more.className = "post";
  more.href = `${link.pathname.replace(/quote\/[^/]+$/, "posts")}?about=${id.replace("-", ":")}`;
  more.textContent = post;
  link.after(" ", more, " ");
}

addEventListener("click", async (event) => {
  const link = event.target.closest?.("a.copy");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    await copy(quote(link));
    offer(link);
    const words = link.textContent;
    link.textContent = spoken.textContent = main.dataset.copied;
    setTimeout(() => { link.textContent = words; spoken.textContent = ""; }, 4000);
  } catch {
    location.href = link.href;
  }
});

// Newer browsers unfold what a link points to, and what is printed, by themselves.
function unfold() {
  const target = document.getElementById(location.hash.slice(1));
  const folds = [...document.querySelectorAll("details:not([open])")].filter((fold) => fold.contains(target));
  for (const fold of folds) fold.open = true;
  if (folds.length) target.scrollIntoView();
}
addEventListener("hashchange", unfold);
unfold();
addEventListener("beforeprint", () => {
  for (const rest of document.querySelectorAll(".record-rest")) rest.open = true;
});

const asked = location.hash.slice(1);
if (main.dataset.to && /^[a-z]+-\d+$/.test(asked) && !document.getElementById(asked)) {
  location.replace(main.dataset.to + asked);
}
