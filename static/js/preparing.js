// A clip that is being prepared is shown once it is ready, and so is what is said in it once that is written down. Without
// this script, whoever waits loads the page again.

const FIRST = 2_000; // ms until the first look
const LONGEST = 15_000;

const waiting = () => [...document.querySelectorAll("[data-preparing]")];

async function look() {
  const response = await fetch(location.href);
  if (!response.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!page.querySelector("meta[name=htmx-config]")) return; // a login page of the Wi-Fi
  for (const article of waiting()) {
    const now = page.getElementById(article.id);
    if (now?.hasAttribute("data-preparing")) continue;
    htmx.swap({ text: now?.outerHTML ?? "", target: article, swap: "outerHTML ignoreTitle:true" });
  }
}

let timer = 0;

function wait(ms) {
  clearTimeout(timer);
  if (waiting().length === 0) return;
  timer = setTimeout(async () => {
    await look().catch(() => {}); // without a link: the next time
    wait(Math.min(LONGEST, ms * 1.5));
  }, ms);
}

document.addEventListener("opennight:clip-shown", () => wait(FIRST));
wait(FIRST);
