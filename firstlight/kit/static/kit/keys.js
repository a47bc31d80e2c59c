// "/" goes to search, "g" then "w" to my work, "?" lists the shortcuts. Silent while someone types.
// The menu's "More" closes on Escape, and when the page is pressed or reached elsewhere.
const dialog = document.querySelector("[data-keys]");
let before = "";

const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const after = before;
  before = event.key;
  if (event.key === "/") {
    const search = document.querySelector("[data-search], input[type=search]");
    if (search) { event.preventDefault(); search.focus(); }
  } else if (event.key === "?" && dialog && !dialog.open) {
    dialog.showModal();
  } else if (after === "g" && event.key === "w" && dialog?.dataset.myWork) {
    window.location.assign(dialog.dataset.myWork);
  }
});

const more = document.querySelector("[data-menu-more]");

if (more) {
  const shut = (event) => { if (!more.contains(event.target)) more.open = false; };
  document.addEventListener("click", shut);
  document.addEventListener("focusin", shut);
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !more.open) return;
    more.open = false;
    more.querySelector("summary").focus();
  });
}
