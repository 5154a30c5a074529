// What was tapped, on this device: the queue of what is not yet sent, and what was said last of each shop. Both survive
// reloading and closing the browser.
const NAME = "strassenrunde";

function open() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("queue", { keyPath: "number", autoIncrement: true });
      asked.result.createObjectStore("said", { keyPath: "shop" });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

async function ask(name, mode, act) {
  const database = await open();
  try {
    return await new Promise((done, fail) => {
      const going = database.transaction(name, mode);
      const asked = act(going.objectStore(name));
      going.oncomplete = () => done(asked?.result);
      going.onerror = going.onabort = () => fail(going.error);
    });
  } finally {
    database.close();
  }
}

export const all = () => ask("queue", "readonly", (queue) => queue.getAll());
export const add = (entry) => ask("queue", "readwrite", (queue) => queue.add(entry));
// Both or neither: the queue never looks empty in between.
export const replace = (number, entry) => ask("queue", "readwrite", (queue) => {
  if (number) queue.delete(number);
  return queue.add(entry);
});
export const put = (entry) => ask("queue", "readwrite", (queue) => queue.put(entry));
export const remove = (number) => ask("queue", "readwrite", (queue) => queue.delete(number));
export const said = () => ask("said", "readonly", (kept) => kept.getAll());
export const keepSaid = (one) => ask("said", "readwrite", (kept) => kept.put(one));
export const forgetSaid = (shop) => ask("said", "readwrite", (kept) => kept.delete(shop));

// randomUUID is only there on secure addresses.
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
}
