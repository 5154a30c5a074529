// The position of a shop, on the map or typed: both always say the same. The map comes after a press, from here alone.
const root = document.querySelector("[data-pick]");
const field = document.querySelector("input[name=position]");
if (root && field) start(JSON.parse(root.querySelector("[data-pick-options]").textContent));

function start(options) {
  const part = (selector) => root.querySelector(selector);
  const say = (text) => { part("[data-pick-says]").textContent = text; };
  let map = null, marker = null;
  root.hidden = false;

  const added = (tag, facts) => new Promise((done, fail) => {
    const element = Object.assign(document.createElement(tag), facts, { onload: done, onerror: fail });
    document.head.append(element);
  });
  async function open() {
    if (map) return;
    await Promise.all(options.styles.map((href) => added("link", { rel: "stylesheet", href })));
    for (const src of options.scripts) await added("script", { src });
    const { default: draw } = await import(options.drawing);
    const L = window.L;
    part("[data-pick-map]").hidden = false;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches, at = typed() ?? options.middle;
    map = L.map(part("[data-pick-map]"), { center: at, zoom: typed() ? 17 : options.zoom, minZoom: 4, maxZoom: 18, scrollWheelZoom: false, zoomAnimation: !calm, fadeAnimation: !calm, inertia: !calm });
    map.attributionControl.setPrefix(false);
    draw(map, options);
    const pin = Object.assign(document.createElement("span"), { className: "pin" });
    const icon = L.divIcon({ className: "pin-box", html: pin, iconSize: [34, 34] });
    marker = L.marker(at, { icon, draggable: true, keyboard: true, alt: "Lage des Ladens", title: "Lage des Ladens" }).addTo(map);
    marker.on("dragend", () => write(marker.getLatLng()));
    map.on("click", (event) => write(event.latlng));
    marker.getElement().addEventListener("keydown", shift);
    field.addEventListener("input", read);
    marker.getElement().focus({ preventScroll: true });
    root.dataset.ready = "yes";
  }
  // Arrow keys: eight pixels a press, one with the shift key.
  const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  function shift(event) {
    const way = WAYS[event.key];
    if (event.key === "Enter") event.preventDefault();
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? 1 : 8, point = map.latLngToContainerPoint(marker.getLatLng());
    write(map.containerPointToLatLng([point.x + way[0] * step, point.y + way[1] * step]));
  }
  function write({ lat, lng }) {
    marker.setLatLng([lat, lng]);
    if (!map.getBounds().pad(-0.1).contains([lat, lng])) map.panTo([lat, lng], { animate: false });
    field.value = `${lat.toFixed(5)}, ${lng.toFixed(5)}`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    say(`Lage: ${field.value}`);
  }
  function typed() {
    const found = /^\s*(-?\d{1,2}[.,]\d+)\s*[,; ]\s*(-?\d{1,3}[.,]\d+)\s*$/.exec(field.value);
    const at = found && [found[1], found[2]].map((one) => Number(one.replace(",", ".")));
    return at && at[0] > 46 && at[0] < 56 && at[1] > 5 && at[1] < 16 ? at : null;
  }
  function read() {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches, at = typed(), now = marker.getLatLng();
    if (!at || (Math.abs(at[0] - now.lat) < 1e-5 && Math.abs(at[1] - now.lng) < 1e-5)) return;
    marker.setLatLng(at);
    map.setView(at, Math.max(map.getZoom(), 16), { animate: false });
  }
  async function search() {
    const value = (name) => document.querySelector(`[name=${name}]`)?.value ?? "";
    const query = new URLSearchParams({ strasse: value("street"), nr: value("house_number") });
    try {
      const [answer] = await Promise.all([fetch(`${options.search}?${query}`), open()]);
      const found = await answer.json();
      if (found.lat !== null) {
        map.setView([found.lat, found.lon], 17, { animate: false });
        write({ lat: found.lat, lng: found.lon });
      }
      say(found.words);
    } catch {
      say("Die Karte lässt sich gerade nicht laden. Sie können die Lage auch eintippen.");
    }
  }
  part("[data-pick-open]").addEventListener("click", () => open().catch(() => say("Die Karte lässt sich gerade nicht laden. Sie können die Lage auch eintippen.")));
  part("[data-pick-search]").addEventListener("click", search);
}
