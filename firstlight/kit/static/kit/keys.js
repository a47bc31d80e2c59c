// "/" goes to search, "g" then "w" to my work, "?" lists the shortcuts. Silent while someone types.
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
