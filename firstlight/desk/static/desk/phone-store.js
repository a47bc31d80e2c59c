// What a phone keeps: each brief under a key of its own that no script can read out. A key that is gone ends its brief.
const NAME = "firstlight";
const STORES = { state: "id", keys: "ref", briefs: "ref", read: "id" };
const SET_BACK = 90000;

export const can = () => Boolean(window.isSecureContext && window.crypto?.subtle && window.indexedDB && navigator.serviceWorker);

function opened() {
  return new Promise((done, failed) => {
    const ask = indexedDB.open(NAME, 1);
    ask.onupgradeneeded = () => {
      for (const [store, key] of Object.entries(STORES)) ask.result.createObjectStore(store, { keyPath: key, autoIncrement: store === "read" });
    };
    ask.onsuccess = () => done(ask.result);
    ask.onerror = () => failed(ask.error);
  });
}

async function work(stores, mode, todo) {
  const held = await opened();
  try {
    return await new Promise((done, failed) => {
      const turn = held.transaction(stores, mode);
      const asked = todo(...stores.map((store) => turn.objectStore(store)));
      turn.oncomplete = () => done(asked?.result);
      turn.onerror = turn.onabort = () => failed(turn.error);
    });
  } finally {
    held.close();
  }
}

const get = (store, id) => work([store], "readonly", (one) => one.get(id));
const all = (store) => work([store], "readonly", (one) => one.getAll());

export const state = async () => (await get("state", "phone")) || null;
export const setState = (told) => work(["state"], "readwrite", (one) => one.put({ ...told, id: "phone" }));
export const readings = () => all("read");
export const noteReading = (ref) => work(["read"], "readwrite", (one) => one.put({ ref, at: new Date().toISOString() }));
export const toldReadings = (ids) => work(["read"], "readwrite", (one) => { for (const id of ids) one.delete(id); });

// The keys go first: what may be left behind after them is noise. Readings not yet told hold references alone and stay.
export async function wipe() {
  await work(["keys"], "readwrite", (one) => one.clear());
  await work(["briefs"], "readwrite", (one) => one.clear());
  await work(["state"], "readwrite", (one) => one.clear());
}

export async function keep({ ref, job, made, kept, until, html }) {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(html));
  await work(["keys", "briefs"], "readwrite", (keys, briefs) => {
    keys.put({ ref, key });
    briefs.put({ ref, job, made, kept, until, iv, data, why: "" });
  });
}

// Its key and its words go; that it was here, and why it went, stays until the phone is wiped.
export const drop = (ref, why) => work(["keys", "briefs"], "readwrite", (keys, briefs) => {
  keys.delete(ref);
  const asked = briefs.get(ref);
  asked.onsuccess = () => { if (asked.result) briefs.put({ ...asked.result, iv: null, data: null, why }); };
});

// The force's time: this clock, put right by what it was off at the last contact. A clock set back reads nothing more.
export async function now() {
  const told = await state();
  const here = Date.now();
  if (!told) return here;
  if (here < told.latest - SET_BACK) return Infinity;
  if (here > told.latest) await setState({ ...told, latest: here });
  return here + told.offset;
}

export async function kept() {
  const at = await now();
  const found = await all("briefs");
  for (const one of found) {
    if (one.data && at >= Date.parse(one.until)) {
      await drop(one.ref, "Its time is over.");
      Object.assign(one, { data: null, why: "Its time is over." });
    }
  }
  return found.sort((one, other) => Date.parse(other.made) - Date.parse(one.made));
}

export async function words(ref) {
  const one = (await kept()).find((held) => held.ref === ref);
  const held = one?.data && (await get("keys", ref));
  if (!held) return null;
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: one.iv }, held.key, one.data);
  return { ...one, html: new TextDecoder().decode(plain) };
}
