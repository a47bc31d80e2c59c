// The page of kept briefs, without signal: one brief with its age, the list, and taking all of it off.
import { kept, noteReading, now, state, wipe, words } from "./phone-store.js";

const said = document.querySelector("[data-offline-said]");
const place = document.querySelector("[data-offline-brief]");
const list = document.querySelector("[data-offline-list]");
const asked = /^\/briefs\/(B-[0-9A-Z]{10})/.exec(location.pathname)?.[1] || "";
let shown = "";
let noted = false;

const clock = (moment) => new Date(moment).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });

function age(minutes) {
  const hours = Math.floor(minutes / 60);
  return hours ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

function line(text, kind) {
  const made = document.createElement("p");
  made.className = `br-line br-line--${kind}`;
  made.textContent = text;
  return made;
}

async function show(ref) {
  const one = await words(ref);
  if (!one) {
    const gone = (await kept()).find((held) => held.ref === ref);
    place.replaceChildren(line(`${ref}: ${gone?.why || "this phone keeps no brief of that reference."} Ask for the brief by voice.`, "danger"));
    shown = "";
    return;
  }
  if (shown !== ref) {
    const read = new DOMParser().parseFromString(one.html, "text/html");
    const told = document.createElement("p");
    told.className = "br-line br-line--danger";
    told.dataset.offlineAge = one.made;
    place.replaceChildren(told, ...read.body.childNodes);
    shown = ref;
  }
  if (!noted) {
    noted = true;
    await noteReading(ref);
  }
  const minutes = Math.max(0, Math.floor(((await now()) - Date.parse(one.made)) / 60000));
  place.querySelector("[data-offline-age]").textContent = `As at ${clock(one.made)}, ${age(minutes)} old, not refreshed. Readable here until ${clock(one.until)}.`;
}

async function render() {
  if (!(await state())) {
    said.textContent = "No signal, and this phone keeps no briefs. Ask for the brief by voice.";
    place.replaceChildren();
    list.replaceChildren();
    return;
  }
  const held = await kept();
  list.replaceChildren(...held.map((one) => {
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = `/briefs/${one.ref}`;
    link.textContent = one.ref;
    row.append(link, one.data ? `, as at ${clock(one.made)}` : `: ${one.why}`);
    return row;
  }));
  const ref = asked || held.find((one) => one.data)?.ref || "";
  if (ref) await show(ref);
  else place.replaceChildren(line("Nothing is kept here now. Ask for the brief by voice.", "danger"));
}

document.querySelector("[data-offline-again]").addEventListener("click", () => location.reload());
document.querySelector("[data-offline-wipe]").addEventListener("click", async () => {
  await wipe();
  shown = "";
  await render();
});
window.addEventListener("online", () => location.reload());
setInterval(render, 10000);
render();
