// Shows what belongs to a state, by its `data-when`, and hides the rest.
export function showWhen(within, state) {
  for (const element of within.querySelectorAll("[data-when]")) element.hidden = !element.dataset.when.split(",").includes(state);
}
