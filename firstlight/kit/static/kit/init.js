// Starts the GOV.UK and MoJ components on the page, and on every fragment htmx swaps in.
import { initAll } from "./govuk-frontend.min.js";
import { initAll as initMoj } from "./moj-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
initMoj();

document.body.addEventListener("htmx:load", (event) => {
  if (event.detail.elt === document.body) return;
  initAll(event.detail.elt);
  initMoj(event.detail.elt);
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
