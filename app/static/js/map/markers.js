// Groups with their number, shops with the sign of their kind. Whether a shop is open is told by the mark's shape,
// not by its colour alone. The markers are for eyes and fingers; keyboard and screen readers have the list.
const L = window.L;
const SVG = "http://www.w3.org/2000/svg";
const MARKED = 10000;
const place = (feature) => [feature.geometry.coordinates[1], feature.geometry.coordinates[0]];

export function sign(options, kind) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.appendChild(document.createElementNS(SVG, "use")).setAttribute("href", `${options.sprite}#${options.symbols[kind] ?? "bag"}`);
  return svg;
}

function icon(facts, options) {
  const mark = document.createElement("span");
  if (facts.art === "gruppe") {
    const size = facts.anzahl < 10 ? 36 : facts.anzahl < 100 ? 42 : facts.anzahl < 1000 ? 50 : 58;
    mark.className = "pin pin--group";
    mark.textContent = facts.anzahl.toLocaleString("de-DE");
    return L.divIcon({ className: "pin-box", html: mark, iconSize: [size, size] });
  }
  mark.className = `pin pin--${facts.geoeffnet}`;
  mark.append(sign(options, facts.kategorie));
  return L.divIcon({ className: "pin-box", html: mark, iconSize: [34, 34], popupAnchor: [0, -14] });
}

// Where groups overlap, the larger lies on top: a 7 must not hide 1,396.
function above(facts) {
  return { zIndexOffset: Math.min(facts.anzahl ?? 0, 5000), riseOnHover: true, riseOffset: MARKED };
}

function words(facts, options) {
  const box = document.createElement("div");
  const link = box.appendChild(document.createElement("a"));
  link.href = facts.url;
  link.textContent = facts.name;
  if (options.target) link.target = options.target;
  for (const text of [facts.zeile, facts.geoeffnet_name]) if (text) box.appendChild(document.createElement("p")).textContent = text;
  return box;
}

export default function (map, options, { closer, chosen }) {
  map.getPane("markerPane").setAttribute("aria-hidden", "true");
  const layer = L.layerGroup().addTo(map);
  let known = new Map();

  // What stays where it is keeps its marker, so that an open bubble does not close while the map moves.
  function show(features) {
    const kept = new Map();
    for (const feature of features) {
      const key = `${feature.id} ${feature.geometry.coordinates} ${feature.properties.anzahl ?? feature.properties.geoeffnet}`;
      kept.set(key, known.get(key) ?? made(feature));
      known.delete(key);
    }
    known.forEach((marker) => layer.removeLayer(marker));
    known = kept;
    map.fire("pins");
  }
  function made(feature) {
    const facts = feature.properties;
    const marker = L.marker(place(feature), { ...above(facts), icon: icon(facts, options), keyboard: false, title: facts.name });
    marker.feature = feature;
    if (facts.art === "gruppe") marker.on("click", () => closer(feature));
    else marker.bindPopup(() => words(facts, options), { closeButton: true }).on("popupopen", () => chosen(feature.id));
    return marker.addTo(layer);
  }
  function mark(id, on) {
    for (const marker of known.values()) if (marker.feature.id === id) {
      marker.getElement()?.classList.toggle("pin-box--marked", on);
      marker.setZIndexOffset(on ? MARKED : above(marker.feature.properties).zIndexOffset);
    }
  }
  return { show, mark };
}
