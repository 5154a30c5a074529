// The map of shops: the list on the page becomes a map as well. Both always show the same groups and shops.
// Everything comes from this installation; another host is asked only after a click that names it.
const NARROW = 560;
const root = document.querySelector("[data-map]");
const part = (selector) => root.querySelector(selector);
if (root && window.L) start(JSON.parse(part("[data-map-options]").textContent));

async function start(options) {
  const [{ default: drawBase }, { default: makeMarkers }, { default: makeList }, { default: makeTools }] =
    await Promise.all(["base", "markers", "list", "tools"].map((name) => import(options.modules[name])));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  part("[data-map-window]").hidden = false;
  root.classList.add("map--alive");
  // The server chooses a window for a desk; a phone is half as wide.
  const farther = options.fitted && root.clientWidth < NARROW ? 1 : 0;
  const map = window.L.map(part("[data-map-window]"), {
    center: options.center, zoom: Math.max(options.zoom - farther, 4), minZoom: 4, maxZoom: 18, zoomControl: false,
    scrollWheelZoom: false, zoomAnimation: !calm, fadeAnimation: !calm, inertia: !calm,
  });
  if (calm) still(map);
  map.attributionControl.setPrefix(false);
  window.L.control.zoom({ zoomInTitle: "Näher heran", zoomOutTitle: "Weiter weg" }).addTo(map);
  map.on("focus click", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  drawBase(map, options);

  const closer = (feature) => {
    map.setView(place(feature), Math.min(map.getZoom() + 2, 18));
    part("[data-map-count]").focus({ preventScroll: true });
  };
  const markers = makeMarkers(map, options, { closer, chosen: (id) => list.mark(id, true) });
  const list = makeList(root, options, { closer, seen: (id, on) => markers.mark(id, on) });
  makeTools(map, root, options);
  part("[data-map-count]").tabIndex = -1;

  let asking = null, timer = 0, etag = "", last = "";
  async function refresh() {
    asking?.abort();
    asking = new AbortController();
    const address = `${options.data}?${query(map, options)}`;
    try {
      const answer = await fetch(address, { signal: asking.signal, headers: address === last && etag ? { "If-None-Match": etag } : {} });
      if (answer.status === 304) return;
      if (!answer.ok) throw new Error(answer.status === 429 ? "Das waren sehr viele Bewegungen. Bitte warten Sie einen Moment." : "");
      show(await answer.json());
      [etag, last] = [answer.headers.get("ETag") ?? "", address];
      say("");
    } catch (error) {
      if (error.name !== "AbortError") say(error.message && !(error instanceof TypeError) ? error.message : "Die Karte erreicht den Server gerade nicht. Die Liste zeigt den letzten Stand.");
    }
  }
  function show(data) {
    markers.show(data.features);
    list.show(data.features);
    part("[data-map-count]").textContent = `${data.gesamt.toLocaleString("de-DE")} ${data.gesamt === 1 ? "Laden" : "Läden"} im Kartenausschnitt`;
    part("[data-map-empty]").hidden = data.features.length > 0;
    root.dataset.shown = String(data.features.length);
  }
  map.on("moveend", () => { keepAddress(map, options); clearTimeout(timer); timer = setTimeout(refresh, 120); });
  await refresh();
}

// Whoever wants no movement gets none: neither by arrow keys nor on the way to a group.
function still(map) {
  const [panBy, setView] = [map.panBy, map.setView];
  map.panBy = (offset, more) => panBy.call(map, offset, { ...more, animate: false });
  map.setView = (middle, zoom, more) => setView.call(map, middle, zoom, { ...more, animate: false });
}

const place = (feature) => [feature.geometry.coordinates[1], feature.geometry.coordinates[0]];

function say(text) {
  part("[data-map-problem]").textContent = text;
  part("[data-map-problem]").hidden = text === "";
}

function query(map, options) {
  const box = map.getBounds();
  const degrees = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()].map((one) => one.toFixed(4));
  return [`bbox=${degrees.join(",")}`, `zoom=${map.getZoom()}`, options.query].filter(Boolean).join("&");
}

// The window stands in the address and goes along with the filters.
function keepAddress(map, options) {
  const middle = map.getCenter();
  const values = { mitte: `${middle.lat.toFixed(5)},${middle.lng.toFixed(5)}`, zoom: String(map.getZoom()) };
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(values)) address.searchParams.set(name, value);
  history.replaceState(null, "", address);
  document.querySelector("[data-map-file]")?.setAttribute("href", `${options.data}?${query(map, options)}`);
  document.querySelector("[data-map-embed]")?.setAttribute("href", `/laeden/einbetten${address.search}`);
  for (const form of document.querySelectorAll("form[action='/laeden/karte']")) for (const [name, value] of Object.entries(values)) {
    const field = form.querySelector(`input[name=${name}]`) ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
    field.value = value;
  }
}
