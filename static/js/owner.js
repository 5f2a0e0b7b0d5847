// Whose device this is. Once it is somebody else's, the pages of whoever had it before load anew; whoever leaves leaves nothing behind.
import { forgetOthers, night, tryStorage } from "./acts.js";
import { forgetDrafts } from "./drafts.js";
import { me } from "./marks.js";

const KEY = `opennight.me ${night(location.pathname)}`;

const changed = (owner) => (owner ?? "") !== me;

// Another tab has somebody else's page, or nobody's.
function heard({ key, newValue }) {
  if (key !== KEY || !changed(newValue)) return;
  if (!newValue) forgetDrafts();
  location.reload();
}

// A page that "back" brings out of the browser's memory is as it was.
function back({ persisted }) {
  if (persisted && changed(tryStorage(() => localStorage.getItem(KEY), me))) location.reload();
}

// Pages that are nobody's say so; others, such as a refusal or a door that asks, know nothing about it.
export function startOwner() {
  const { nobody } = document.body.dataset;
  if (!me && nobody === undefined) return;
  if (nobody === "forget") {
    forgetOthers();
    forgetDrafts();
  }
  tryStorage(() => localStorage.setItem(KEY, me));
  addEventListener("storage", heard);
  addEventListener("pageshow", back);
}
