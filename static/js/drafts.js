// Drafts: what somebody is typing outlives a reload and a change of scene, in every form with data-draft.
import { tryStorage } from "./acts.js";

const draftKey = (form) => `opennight.draft ${location.pathname} ${form.dataset.draft}`;

export const texts = (form) => [...form.elements].filter((field) => field.matches("input[type=text], textarea") && field.name);

function keep(event) {
  const form = event.target.closest?.("form[data-draft]");
  if (!form) return;
  const typed = Object.fromEntries(texts(form).map((field) => [field.name, field.value]));
  tryStorage(() => sessionStorage.setItem(draftKey(form), JSON.stringify(typed)));
}

export function forget(form) {
  tryStorage(() => sessionStorage.removeItem(draftKey(form)));
}

function restore() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const typed = tryStorage(() => JSON.parse(sessionStorage.getItem(draftKey(form)))) ?? {};
    for (const field of texts(form)) {
      const touched = field.value !== field.defaultValue || field === document.activeElement;
      if (touched || !typed[field.name] || typed[field.name] === field.value) continue;
      field.value = typed[field.name];
      const fold = field.closest("details");
      if (fold) fold.open = true; // folded away it would look lost
    }
  }
}

export function startDrafts() {
  document.addEventListener("input", keep);
  document.addEventListener("opennight:pushed", restore);
  restore();
}
