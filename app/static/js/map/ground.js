// Land, borders and streets of the bundled map, tile by tile. Tiles are 512 pixels wide: those of the zoom before.
const L = window.L;
export const SIDE = 512;

export const Ground = L.GridLayer.extend({
  initialize(archives, colours, options) {
    L.GridLayer.prototype.initialize.call(this, { ...options, tileSize: SIDE });
    [this.archives, this.colours] = [archives, colours];
  },
  createTile(place, done) {
    const canvas = document.createElement("canvas"), sharp = Math.min(window.devicePixelRatio || 1, 3);
    canvas.width = canvas.height = SIDE * sharp;
    Promise.all(this.archives.map((one) => one.at(place.z - 1, place.x, place.y)))
      .catch((error) => { done(error, canvas); return []; })
      .then((pieces) => { paint(canvas.getContext("2d"), sharp, pieces, place.z, this.colours); done(null, canvas); });
    return canvas;
  },
});

function paint(pen, sharp, pieces, zoom, colours) {
  pen.scale(sharp, sharp);
  pen.fillStyle = colours.beyond;
  pen.fillRect(0, 0, SIDE, SIDE);
  pen.lineCap = pen.lineJoin = "round";
  for (const { layers, scale, dx, dy } of pieces.filter(Boolean)) {
    const line = (features, colour, width) => {
      [pen.strokeStyle, pen.lineWidth] = [colour, width];
      for (const { paths } of features) pen.stroke(outline(paths, scale, dx, dy));
    };
    pen.fillStyle = colours.land;
    for (const { paths } of layers.land ?? []) pen.fill(outline(paths, scale, dx, dy));
    line(layers.land ?? [], colours.land, 1); // so that no gap shows between two Länder
    if (zoom < 12) line(layers.grenzen ?? [], colours.border, 1.2);
    for (const [kind, colour, at13, from] of [["fuss", colours.path, 1.4, 13], ["klein", colours.street, 1.6, 13], ["mittel", colours.road, 2.2, 0], ["gross", colours.road, 3, 0]]) {
      if (zoom >= from) line((layers.strassen ?? []).filter((one) => one.props.art === kind), colour, Math.max(0.7, at13 * 2 ** ((zoom - 13) * 0.75)));
    }
  }
}

function outline(paths, scale, dx, dy) {
  const shape = new Path2D();
  for (const path of paths) path.forEach(([x, y], index) => shape[index ? "lineTo" : "moveTo"](x * scale + dx, y * scale + dy));
  return shape;
}
