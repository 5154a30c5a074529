// What lies below the shops: tiles of this installation, in the colours of the page, light or dark.
const COLOURS = ["land", "beyond", "border", "road", "street", "path", "ink"];

export default async function (map, options) {
  const [{ opened }, { Ground, SIDE }, { Names }] = await Promise.all(["tiles", "ground", "names"].map((name) => import(options.base.modules[name])));
  const archives = options.base.archives.map((one) => ({ ...one, ...opened(one, SIDE) }));
  const region = options.base.region && (await import(options.base.modules.region)).default(options.base.region);
  const own = await Promise.resolve(region).catch(() => null);
  let layers = [], shown = 0;
  // Streets are asked for when somebody comes near enough to see them: the first look stays light.
  const near = () => archives.filter((one) => one.least < map.getZoom());
  const draw = () => {
    const colours = Object.fromEntries(COLOURS.map((name) => [name, colour(name)])), wanted = near();
    layers.forEach((layer) => layer.remove());
    layers = [new Ground(wanted, colours, { attribution: wanted.map((one) => plain(one.attribution)).join(" · ") }), new Names(wanted, colours, SIDE), ...(own ? [own()] : [])];
    layers.forEach((layer) => layer.addTo(map));
    shown = wanted.length;
  };
  draw();
  map.on("zoomend", () => { if (near().length !== shown) draw(); });
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

function plain(text) {
  const box = document.createElement("span");
  box.textContent = text;
  return box.innerHTML;
}
