// What lies below the shops: tile archives of this installation, in the colours of the page, light or dark.
const L = window.L;
const P = window.protomapsL;
const STREETS_FROM = 10;
const FONT = "'Fira Sans', sans-serif";

export default function (map, options) {
  let layers = [];
  let isNear = false;
  // Streets are asked for when somebody comes near enough to see them: the first look stays light.
  const come = () => {
    if (isNear !== (isNear = map.getZoom() >= STREETS_FROM)) draw();
  };
  const draw = () => {
    layers.forEach((layer) => layer.remove());
    layers = [house(options.base.archives.slice(0, isNear ? undefined : 1)), ...(options.base.region ? [region(options.base.region)] : [])];
    layers.forEach((layer) => layer.addTo(map));
  };
  isNear = map.getZoom() >= STREETS_FROM;
  draw();
  map.on("zoomend", come);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-kern-theme"] });
}

// Colours stand in map.css; a variable with light-dark() is known only once an element wears it.
function colour(name) {
  const probe = document.body.appendChild(document.createElement("span"));
  probe.style.color = `var(--map-${name})`;
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

export function plain(text) {
  const box = document.createElement("span");
  box.textContent = text;
  return box.innerHTML;
}

// The reader would fetch 16 kB to begin with; ours are told how much stands before the first tile.
function archive({ url, head }) {
  const reader = new P.PmtilesSource(url, true).p, bytes = reader.source.getBytes.bind(reader.source);
  reader.source.getBytes = (from, length, ...more) => bytes(from, from ? length : Math.min(length, head), ...more);
  return reader;
}

function house(archives) {
  const line = (dataSource, dataLayer, name, width, more = {}) => ({ dataSource, dataLayer, symbolizer: new P.LineSymbolizer({ color: colour(name), width, lineCap: "round", lineJoin: "round" }), ...more });
  const street = (kind, name, width, more = {}) => line("heidelberg", "strassen", name, width, { filter: (_zoom, one) => one.props.art === kind, ...more });
  const wide = (at14) => (zoom) => Math.max(0.7, at14 * 2 ** ((zoom - 13) * 0.75));
  const ink = { fill: colour("ink"), stroke: colour("land"), width: 2.5 };
  return P.leafletLayer({
    sources: Object.fromEntries(archives.map((one) => [one.name, { url: archive(one), maxDataZoom: one.deepest }])),
    backgroundColor: colour("beyond"),
    attribution: archives.map((one) => plain(one.attribution)).join(" · "),
    lang: "de",
    paintRules: [
      { dataSource: "deutschland", dataLayer: "land", symbolizer: new P.PolygonSymbolizer({ fill: colour("land") }) },
      line("deutschland", "grenzen", "border", 1.2, { maxzoom: 11 }),
      street("fuss", "path", wide(1.4), { minzoom: 13 }),
      street("klein", "street", wide(1.6), { minzoom: 13 }),
      street("mittel", "road", wide(2.2)),
      street("gross", "road", wide(3)),
    ],
    labelRules: [
      { dataSource: "heidelberg", dataLayer: "strassen", minzoom: 15, filter: (_zoom, one) => Boolean(one.props.name), symbolizer: new P.LineLabelSymbolizer({ labelProps: ["name"], font: `400 12px ${FONT}`, ...ink }) },
      { dataSource: "deutschland", dataLayer: "orte", maxzoom: 14, sort: (a, b) => b.einwohner - a.einwohner, symbolizer: new P.CenteredTextSymbolizer({ labelProps: ["name"], font: (_zoom, one) => `${one?.props.einwohner >= 100000 ? 600 : 400} ${one?.props.einwohner >= 500000 ? 15 : 13}px ${FONT}`, ...ink }) },
    ],
  });
}

// The operator's own file: a vector map by the rules of Protomaps, or ready pictures.
function region(facts) {
  const [west, south, east, north] = facts.bounds;
  const common = { bounds: [[south, west], [north, east]], attribution: plain(facts.attribution), minZoom: facts.least_zoom };
  if (facts.kind === "bild") return new Pictures({ ...common, url: facts.url, maxNativeZoom: facts.largest_zoom });
  const dark = (document.documentElement.dataset.kernTheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  return P.leafletLayer({ ...common, url: facts.url, maxDataZoom: facts.largest_zoom, flavor: dark ? "dark" : "light", lang: "de" });
}

const Pictures = L.GridLayer.extend({
  initialize(options) {
    L.setOptions(this, options);
    this.source = new P.PmtilesSource(options.url, false).p;
  },
  createTile(at, done) {
    const image = Object.assign(document.createElement("img"), { alt: "" });
    this.source.getZxy(at.z, at.x, at.y).then((tile) => {
      if (!tile) return done(null, image);
      image.onload = () => { URL.revokeObjectURL(image.src); done(null, image); };
      image.src = URL.createObjectURL(new Blob([tile.data]));
    }, (error) => done(error, image));
    return image;
  },
});
