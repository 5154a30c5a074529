// The page of the round and its files are kept on the device, for opening them without network.
export default async function (root, options) {
  if (!navigator.serviceWorker || !window.caches) return;
  await navigator.serviceWorker.register(options.worker, { scope: options.scope });
  const answer = await fetch(location.href, { redirect: "error" });
  if (!answer.ok) return;
  const cache = await caches.open("strassenrunde");
  for (const request of await cache.keys()) if (!isStatic(request.url)) await cache.delete(request);
  await cache.put(location.href, answer);
  const files = new Set(performance.getEntriesByType("resource").map((one) => one.name).filter(isStatic));
  await Promise.all([...files].map(async (name) => { if (!(await cache.match(name))) await cache.add(name).catch(() => {}); }));
  root.dataset.kept = "yes";
}

const isStatic = (address) => new URL(address).pathname.startsWith("/static/");
