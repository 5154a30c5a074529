// Names of towns and streets, over the whole window at once, so that none is cut at the edge of a tile or lies on another.
const L = window.L;
const FONT = "'Fira Sans', sans-serif";
const TOWNS_TO = 14;
const STREETS_FROM = 15;
const AGAIN_AFTER = 260;
const STRAIGHT = 0.3;
const NEAR = 8;
const ROUND = 0.85;

export const Names = L.Renderer.extend({
  initialize(archives, colours, side) {
    L.Renderer.prototype.initialize.call(this, { padding: 0.25, pane: "tilePane" });
    [this.archives, this.colours, this.side] = [archives, colours, side];
    this.letters = Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 13px ${FONT}`))).catch(() => {});
  },
  _initContainer() {
    this._container = Object.assign(document.createElement("canvas"), { className: "map__names" });
  },
  _destroyContainer() {
    this._container.remove();
    delete this._container;
  },
  _updatePaths() {},
  getEvents() {
    return { ...L.Renderer.prototype.getEvents.call(this), pins: this._update };
  },
  // What the markers cover, in the corners of this canvas.
  pins({ x, y }) {
    const found = [];
    this._map.eachLayer((one) => {
      if (!(one instanceof L.Marker)) return;
      const at = this._map.latLngToLayerPoint(one.getLatLng()), half = (one.options.icon.options.iconSize[0] / 2) * ROUND;
      found.push([at.x - x - half, at.y - y - half, at.x - x + half, at.y - y + half]);
    });
    return found;
  },
  // The old names stay, moved and scaled with the map, until the new ones are ready.
  _update() {
    if (!this._bounds) L.Renderer.prototype._update.call(this);
    const turn = (this.turn = {});
    Promise.all([this.pieces(), this.letters]).then(([pieces]) => {
      if (turn !== this.turn || !this._container || this._map._animatingZoom) return;
      L.Renderer.prototype._update.call(this);
      this.write(pieces.filter(Boolean));
    }, () => {});
  },
  pieces() {
    const side = this.side, zoom = this._map.getZoom(), { min, max } = this._map.getPixelBounds(), asked = [];
    for (let x = Math.floor(min.x / side); x <= max.x / side; x++) for (let y = Math.floor(min.y / side); y <= max.y / side; y++) {
      for (const one of this.archives) asked.push(one.at(zoom - 1, x, y).then((piece) => piece && { ...piece, dx: piece.dx + x * side, dy: piece.dy + y * side }));
    }
    return Promise.all(asked);
  },
  write(pieces) {
    const sharp = Math.min(window.devicePixelRatio || 1, 3), { min } = this._bounds, size = this._bounds.getSize(), origin = this._map.getPixelOrigin(), zoom = this._map.getZoom();
    Object.assign(this._container, { width: size.x * sharp, height: size.y * sharp });
    Object.assign(this._container.style, { width: `${size.x}px`, height: `${size.y}px` });
    L.DomUtil.setPosition(this._container, min);
    const pen = this._container.getContext("2d");
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    Object.assign(pen, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3, fillStyle: this.colours.ink, strokeStyle: this.colours.land });
    const on = (piece, [x, y]) => [x * piece.scale + piece.dx - origin.x - min.x, y * piece.scale + piece.dy - origin.y - min.y];
    const of = (layer) => pieces.flatMap((piece) => (piece.layers[layer] ?? []).map(({ props, paths }) => ({ ...props, paths: paths.map((path) => path.map((corner) => on(piece, corner))) })));
    const pins = this.pins(min), taken = [];
    if (zoom <= TOWNS_TO) once(of("orte")).sort((a, b) => b.einwohner - a.einwohner).forEach((one) => town(pen, one, taken, pins));
    if (zoom >= STREETS_FROM) streets(pen, of("strassen").filter((one) => one.name), [...taken, ...pins]);
  },
});

// Where tiles are drawn larger than they were made, several hold the same towns.
const once = (towns) => [...new Map(towns.map((one) => [`${one.name} ${one.paths[0][0].map(Math.round)}`, one])).values()];

// A marker that lies on a name has the name at its edge, one name a marker; a name without a free place stays away.
function town(pen, { name, einwohner, paths: [[[x, y]]] }, taken, pins) {
  const size = einwohner >= 500000 ? 15 : 13;
  pen.font = `${einwohner >= 100000 ? 600 : 400} ${size}px ${FONT}`;
  const half = pen.measureText(name).width / 2 + 3, tall = size * 0.7;
  const box = ([a, b]) => [a - half, b - tall, a + half, b + tall];
  const far = ([a, b, c, d]) => Math.hypot((a + c) / 2 - x, (b + d) / 2 - y);
  const [pin] = pins.filter((one) => !one.isNamed && meet(box([x, y]), one)).sort((one, other) => far(one) - far(other));
  const place = [[x, y], ...(pin ? beside(pin, x, y, half, tall) : [])].find((one) => isFree([...taken, ...pins], [box(one)]));
  if (!place) return;
  if (pin) pin.isNamed = true;
  taken.push(box(place));
  put(pen, name, ...place);
}

function beside([a, b, c, d], x, y, half, tall) {
  const below = [x, d + tall], above = [x, b - tall], isUnder = x > a - NEAR && x < c + NEAR;
  return [...(y < (b + d) / 2 ? [above, below] : [below, above]), ...(isUnder ? [[c + half, (b + d) / 2], [a - half, (b + d) / 2]] : [])];
}

// A street is named where it runs straight for as long as its name, once in a while.
function streets(pen, found, taken) {
  pen.font = `400 12px ${FONT}`;
  const stretches = found.flatMap(({ name, paths }) => paths.flatMap((path) => straight(path).map((one) => ({ name, ...one }))));
  const at = new Map();
  for (const { name, x, y, angle, length } of stretches.sort((a, b) => b.length - a.length)) {
    const width = pen.measureText(name).width;
    if (width + 8 > length || at.get(name)?.some(([a, b]) => Math.hypot(a - x, b - y) < AGAIN_AFTER)) continue;
    const boxes = [];
    for (let along = -width / 2; along <= width / 2; along += 12) boxes.push([x + Math.cos(angle) * along - 8, y + Math.sin(angle) * along - 8, x + Math.cos(angle) * along + 8, y + Math.sin(angle) * along + 8]);
    if (!isFree(taken, boxes)) continue;
    taken.push(...boxes);
    at.set(name, [...(at.get(name) ?? []), [x, y]]);
    put(pen, name, x, y, angle);
  }
}

function straight(path) {
  const found = [];
  for (let from = 0, to = 1; to < path.length; to++) {
    const way = (a, b) => Math.atan2(path[b][1] - path[a][1], path[b][0] - path[a][0]);
    const next = to + 1 < path.length && Math.abs(Math.sin((way(to, to + 1) - way(from, from + 1)) / 2)) < STRAIGHT / 2;
    if (next) continue;
    const [[a, b], [c, d]] = [path[from], path[to]], angle = Math.atan((d - b) / (c - a || 1e-9));
    found.push({ x: (a + c) / 2, y: (b + d) / 2, angle, length: Math.hypot(c - a, d - b) });
    from = to;
  }
  return found;
}

const meet = ([a, b, c, d], [e, f, g, h]) => a < g && e < c && b < h && f < d;
const isFree = (taken, boxes) => !boxes.some((box) => taken.some((other) => meet(box, other)));

function put(pen, name, x, y, angle = 0) {
  pen.save();
  pen.translate(x, y);
  pen.rotate(angle);
  pen.strokeText(name, 0, 0);
  pen.fillText(name, 0, 0);
  pen.restore();
}
