// Live fragments. An event names a kind and references, never a person; the page then asks for what it may see.
// Body: data-stream, data-position. Fragment: data-live (kind prefixes), data-live-get (address), data-live-ref (optional).
const ASK_EVERY = 15000;
const GATHER = 150;
const QUIET_LIMIT = 45000;
const KEPT = "firstlight-alerts";

const body = document.body;
const url = body.dataset.stream;
const status = document.querySelector("[data-live-status]");
const alerts = document.querySelector("[data-live-alerts]");
let position = Number(body.dataset.position || 0);
let source = null;
let lostAt = null;
let heardAt = Date.now();
let asking = null;
let pings = false;
const waiting = new Map();

const ukTime = (moment) =>
  moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });

function say(state, words) {
  if (!status || status.dataset.state === state) return;
  status.dataset.state = state;
  status.textContent = words;
}

function fetchFragment(element) {
  // Typing is never thrown away: a fragment in which someone is writing waits until they leave it.
  if (element.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) {
    document.activeElement.addEventListener("blur", () => refresh(element), { once: true });
    return;
  }
  window.htmx.ajax("GET", element.dataset.liveGet, { target: element, source: element, swap: "outerHTML" });
}

function refresh(element) {
  clearTimeout(waiting.get(element));
  waiting.set(element, setTimeout(() => { waiting.delete(element); if (element.isConnected) fetchFragment(element); }, GATHER));
}

const fragments = () => document.querySelectorAll("[data-live][data-live-get]");

function concerns(element, change) {
  const kinds = element.dataset.live.split(/\s+/).filter(Boolean);
  const ref = element.dataset.liveRef;
  return kinds.some((kind) => change.kind.startsWith(kind)) && (!ref || (change.refs || []).includes(ref));
}

function onChange(event) {
  heard();
  const change = JSON.parse(event.data);
  position = Math.max(position, Number(event.lastEventId || change.seq || 0));
  body.dataset.position = String(position);
  for (const element of fragments()) if (concerns(element, change)) refresh(element);
  heardOf(change.kind);
}

// What else a page carries may wait for news: the kind or the address alone is told.
const heardOf = (what) => document.dispatchEvent(new CustomEvent("firstlight:heard", { detail: what }));

function onAlert(event) {
  heard();
  position = Math.max(position, Number(event.lastEventId || 0));
  const alert = JSON.parse(event.data);
  const kept = keptAlerts().filter((other) => other.url !== alert.url);
  sessionStorage.setItem(KEPT, JSON.stringify([...kept, alert]));
  showAlert(alert);
  heardOf(alert.url);
}

const keptAlerts = () => JSON.parse(sessionStorage.getItem(KEPT) || "[]");

function acknowledge(box, address) {
  sessionStorage.setItem(KEPT, JSON.stringify(keptAlerts().filter((alert) => alert.url !== address)));
  box.remove();
  document.getElementById("main")?.focus();
}

// An alert stays at the top of every page of this tab until it is acknowledged. Only addresses of this site are linked.
function showAlert({ title, url: address, level }) {
  const target = new URL(address, window.location.href);
  if (!alerts || target.origin !== window.location.origin) return;
  if ([...alerts.querySelectorAll("a")].some((link) => link.href === target.href)) return;
  const box = document.createElement("div");
  box.className = "fl-alert";
  box.setAttribute("role", "alert");
  box.dataset.level = level || "";
  const link = document.createElement("a");
  link.href = target.href;
  link.textContent = title;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = "I have seen this";
  button.addEventListener("click", () => acknowledge(box, address));
  box.append(link, button);
  alerts.append(box);
}

function heard() {
  heardAt = Date.now();
  if (asking) { clearInterval(asking); asking = null; }
  lostAt = null;
  say("live", "Live");
}

function lost() {
  if (lostAt) return;
  lostAt = new Date();
  say("lost", `Not live since ${ukTime(lostAt)} - asking every ${ASK_EVERY / 1000} s`);
  asking = setInterval(() => {
    for (const element of fragments()) refresh(element);
    if (!source || source.readyState === EventSource.CLOSED) open();
  }, ASK_EVERY);
}

function open() {
  source?.close();
  const joiner = url.includes("?") ? "&" : "?";
  source = new EventSource(`${url}${joiner}after=${position}`, { withCredentials: true });
  source.addEventListener("open", () => {
    const wasLost = lostAt !== null;
    heard();
    if (wasLost) for (const element of fragments()) refresh(element);
  });
  source.addEventListener("change", onChange);
  source.addEventListener("alert", onAlert);
  source.addEventListener("ping", () => { pings = true; heard(); });
  // The browser would try again from the address of the first opening; opening afresh catches up from the newest position.
  source.addEventListener("error", () => { source.close(); lost(); });
}

if (url) {
  for (const alert of keptAlerts()) showAlert(alert);
  open();
  window.addEventListener("online", open);
  window.addEventListener("offline", lost);
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  // A server that sends pings and falls silent has gone, whatever the browser believes of the line.
  setInterval(() => { if (pings && Date.now() - heardAt > QUIET_LIMIT) { source.close(); lost(); } }, 5000);
}
