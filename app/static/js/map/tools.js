// What a visitor may ask for: his own surroundings, and tiles of another host. Both only after a click.
const L = window.L;
const KEPT = "map-outside";

export default function (map, root, options) {
  const part = (selector) => root.querySelector(selector);
  const say = (text) => { part("[data-map-problem]").textContent = text; part("[data-map-problem]").hidden = false; };

  const locate = part("[data-map-locate]");
  if (navigator.geolocation && window.isSecureContext && !options.frame) {
    locate.hidden = false;
    locate.addEventListener("click", () => {
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => map.setView([coords.latitude, coords.longitude], 15),
        () => say("Ihr Standort war nicht zu erfahren. Sie können die Karte auch selbst verschieben."),
        { timeout: 10000, maximumAge: 60000 },
      );
    });
  }

  const button = part("[data-map-outside]");
  if (!button || !options.base.outside) return;
  const note = part("[data-map-consent]");
  const load = () => {
    const text = document.createElement("span");
    text.textContent = options.base.outside.attribution;
    L.tileLayer(options.base.outside.url, { attribution: text.innerHTML, maxZoom: 18, zIndex: 5, referrerPolicy: "no-referrer" }).addTo(map);
    button.hidden = note.hidden = true;
  };
  const kept = (value) => { try { return value ? sessionStorage.setItem(KEPT, value) : sessionStorage.getItem(KEPT); } catch { return null; } };
  if (kept() === options.base.outside.host) return load();
  button.hidden = note.hidden = false;
  button.addEventListener("click", () => { kept(options.base.outside.host); load(); });
}
