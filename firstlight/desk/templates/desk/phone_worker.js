{% load static %}// The phone's worker: where no page can be reached it gives the page of kept briefs, which holds nothing of anybody.
const SHELL = "/phones/offline";
const PARTS = ["{% static 'kit/firstlight.css' %}", "{% static 'briefs/brief.css' %}", "{% static 'desk/phone-offline.js' %}", "{% static 'desk/phone-store.js' %}"];
const HELD = "firstlight-shell-1";
const PATIENCE = 8000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(HELD).then((held) => held.addAll([SHELL, ...PARTS])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

async function reached(request) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (![502, 503, 504].includes(answer.status)) return answer;
  } catch {
    // No signal, or the force's system does not answer.
  }
  return (await caches.match(SHELL)) || Response.error();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const path = new URL(request.url).pathname;
  if (request.mode === "navigate") event.respondWith(reached(request));
  else if (PARTS.includes(path)) event.respondWith(fetch(request).catch(() => caches.match(path)));
});
