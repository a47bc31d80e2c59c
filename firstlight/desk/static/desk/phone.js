// Keeps the crew's briefs on a phone of the force: brought up to date at every contact, wiped when it may keep nothing.
import { can, drop, keep, kept, readings, setState, state, toldReadings, wipe } from "./phone-store.js";

const NUMBER = "firstlight-phone";
const me = document.body.dataset.me || "";
const said = document.querySelector("[data-phone-said]");
const form = document.querySelector("[data-phone-form]");
const open = /^\/briefs\/(B-[0-9A-Z]{10})$/.exec(location.pathname)?.[1] || "";

const tell = (words) => { if (said) said.textContent = words; };

function headers() {
  const given = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  return { ...given, Accept: "application/json" };
}

async function contact() {
  const [held, read] = [await kept(), await readings()];
  const sent = new Date();
  const answer = await fetch("/phones/contact", {
    method: "POST", redirect: "error", headers: { ...headers(), "Content-Type": "application/json" },
    body: JSON.stringify({ sent: sent.toISOString(), read: read.map((one) => [one.ref, one.at]), holds: held.filter((one) => one.data).map((one) => one.ref), again: open }),
  });
  if (!answer.ok) return null;
  const told = await answer.json();
  await toldReadings(read.map((one) => one.id));
  return { ...told, offset: Date.parse(told.now) - sent.getTime() };
}

async function sync() {
  const told = await contact();
  if (!told) return;
  if (told.shut) {
    await wipe();
    if (told.shut.includes("lost")) localStorage.removeItem(NUMBER);
    tell(`Nothing is kept on this phone. ${told.shut}`);
    return;
  }
  await setState({ user: me, offset: told.offset, latest: Date.now() });
  for (const [ref, why] of told.gone) await drop(ref, why);
  for (const one of told.briefs) await keep(one);
  const now = (await kept()).filter((one) => one.data).length;
  tell(now === 1 ? "One brief is kept on this phone." : `${now} briefs are kept on this phone.`);
}

async function signOn(number) {
  const answer = await fetch("/phones", {
    method: "POST", headers: { ...headers(), "Content-Type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ asset: number }),
  });
  return answer.status === 201;
}

// Whoever signs in next finds nothing of anybody else's.
async function begin() {
  const held = await state();
  if (held && held.user !== me) await wipe();
  if (!me) return;
  const number = localStorage.getItem(NUMBER);
  if (!number || !document.body.dataset.phones) return;
  await navigator.serviceWorker.register("/phones/worker.js", { scope: "/" });
  if (!document.body.dataset.phone) {
    if (!(await signOn(number))) return;
    document.body.dataset.phone = "on";
  }
  await sync();
}

// Without signal nothing is asked; what is kept stays until its time is over.
const trying = () => begin().catch(() => tell("No contact with the force just now."));

if (can()) {
  form?.addEventListener("submit", () => localStorage.setItem(NUMBER, form.elements.asset.value.trim()));
  // Everything is off before the session ends, also where the network does not answer.
  document.querySelector("form[action='/sign-out']")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await wipe();
    } finally {
      event.target.submit();
    }
  });
  window.addEventListener("online", trying);
  document.addEventListener("firstlight:heard", (event) => { if (event.detail.startsWith("/briefs/") || event.detail.startsWith("brief.")) trying(); });
  trying();
} else {
  tell("This browser cannot keep briefs safely here: Firstlight must be reached over https on a current browser. Take the paper form.");
  form?.remove();
}
