// Keeps the page of the round, so that it opens without network. It looks after this page and nothing else: it lies
// beside it (/organisationen/…/strassenrunde.js), and the browser gives it no other.
const KEPT = "strassenrunde";
const PATIENCE = 6000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event, address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(fixed(request));
});

// The page as it is now; the kept one when there is no network, or none to speak of.
async function page(request) {
  const kept = async () => (await caches.match(request, { ignoreVary: true })) ?? (await caches.match(request, { ignoreSearch: true, ignoreVary: true }));
  const asked = fetch(request);
  try {
    const first = await Promise.race([asked, later(PATIENCE)]);
    if (first && first.status < 500) return first;
    return (await kept()) ?? (first || (await asked));
  } catch {
    return (await kept()) ?? Response.error();
  }
}

const later = (time) => new Promise((done) => setTimeout(done, time));

// Addresses of static files carry a mark of their content: what is kept is right.
async function fixed(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.status === 200) (await caches.open(KEPT)).put(request, answer.clone());
  return answer;
}
