// The operator's own file: a vector map by the rules of Protomaps, or ready pictures. Its reader, 37 kB, comes only where
// there is such a file.
const L = window.L;

// Gives a function that makes the layer, in the colours the page has then.
export default async function (facts) {
  if (!window.protomapsL) await new Promise((done, fail) => {
    document.head.append(Object.assign(document.createElement("script"), { src: facts.reader, onload: done, onerror: fail }));
  });
  const P = window.protomapsL, [west, south, east, north] = facts.bounds;
  const text = document.createElement("span");
  text.textContent = facts.attribution;
  const common = { url: facts.url, bounds: [[south, west], [north, east]], attribution: text.innerHTML, minZoom: facts.least_zoom };
  if (facts.kind === "bild") return () => new Pictures(new P.PmtilesSource(facts.url, false).p, { ...common, maxNativeZoom: facts.largest_zoom });
  const isDark = () => (document.documentElement.dataset.kernTheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  return () => P.leafletLayer({ ...common, maxDataZoom: facts.largest_zoom, flavor: isDark() ? "dark" : "light", lang: "de" });
}

const Pictures = L.GridLayer.extend({
  initialize(reader, options) {
    L.setOptions(this, options);
    this.reader = reader;
  },
  createTile(at, done) {
    const image = Object.assign(document.createElement("img"), { alt: "" });
    this.reader.getZxy(at.z, at.x, at.y).then((tile) => {
      if (!tile) return done(null, image);
      image.onload = () => { URL.revokeObjectURL(image.src); done(null, image); };
      image.src = URL.createObjectURL(new Blob([tile.data]));
    }, (error) => done(error, image));
    return image;
  },
});
