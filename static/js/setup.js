// The setup form: adds rows, shows refusals beside their fields, and fills in time zone and date. The links page: prints.

const find = (id) => document.getElementById(id);
const all = (what, within = document) => [...within.querySelectorAll(what)];

// What is wrong is never folded away.
function unfold(field) {
  const fold = field.closest("details");
  if (fold) fold.open = true;
}

document.addEventListener("invalid", (event) => unfold(event.target), true);

// A refusal stands beside the field that it is about.
new MutationObserver((changes) => {
  for (const { target } of changes) {
    if (!target.matches("[aria-invalid]")) continue;
    target.closest("fieldset, .field")?.append(target.form.querySelector(".problem"));
    unfold(target);
  }
}).observe(document.body, { subtree: true, attributeFilter: ["aria-invalid"] });

function empty(row) {
  for (const field of all("input, select", row)) field.value = "";
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button");
  if (!button) return;
  if (button.dataset.add) {
    const rows = find(button.dataset.add);
    const row = rows.lastElementChild.cloneNode(true);
    empty(row);
    rows.append(row);
    row.querySelector("input:not([type=hidden])").focus();
  } else if ("remove" in button.dataset) {
    const row = button.closest(".row");
    if (row.parentElement.children.length > 1) row.remove();
    else empty(row);
  } else if ("print" in button.dataset) {
    window.print();
  }
});

for (const button of all("[data-add], [data-remove], [data-print]")) button.hidden = false;
const zone = document.querySelector("select[data-guess]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && [...zone.options].some((option) => option.value === here)) {
  zone.value = here;
  find("date").value = new Date().toLocaleDateString("sv"); // Swedish dates are YYYY-MM-DD
}
