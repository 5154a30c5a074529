// Tiles of this installation: fetched once each, and read (Mapbox Vector Tile 2.1, as tools/basemap writes it).
const EXTENT = 4096;
const KEPT = 80;

// facts: {url, mark, least, deepest, bounds}. at(zoom, x, y): {layers, scale, dx, dy} or null; a corner of a layer lies
// at corner * scale + dx, + dy in pixels of the tile that was asked for, which is `side` pixels wide.
export function opened(facts, side) {
  const kept = new Map();
  const asked = (zoom, x, y) => {
    const key = `${zoom}/${x}/${y}`;
    const found = kept.get(key) ?? fetched(`${facts.url}/${key}?v=${facts.mark}`);
    kept.delete(key);
    kept.set(key, found);
    found.catch(() => kept.delete(key));
    if (kept.size > KEPT) kept.delete(kept.keys().next().value);
    return found;
  };
  async function at(zoom, x, y) {
    const depth = Math.max(0, zoom - facts.deepest), left = x >> depth, top = y >> depth;
    if (zoom < facts.least || !touches(facts.bounds, zoom - depth, left, top)) return null;
    const layers = await asked(zoom - depth, left, top);
    return layers && { layers, scale: (side / EXTENT) * 2 ** depth, dx: (left * 2 ** depth - x) * side, dy: (top * 2 ** depth - y) * side };
  }
  return { at };
}

function touches([west, south, east, north], zoom, x, y) {
  const count = 2 ** zoom;
  const across = (lon) => Math.floor(((lon + 180) / 360) * count);
  const down = (lat) => Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * count);
  return x >= across(west) && x <= across(east) && y >= down(north) && y <= down(south);
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.status === 204 ? null : read(new Uint8Array(await answer.arrayBuffer()));
}

// Name of a layer → its features: {props, paths}, a path a list of corners [x, y].
function read(bytes) {
  const layers = {};
  each(bytes, (_, layer) => {
    const found = { features: [], keys: [], values: [] };
    each(layer, (field, content) => {
      if (field === 1) found.name = text(content);
      if (field === 2) found.features.push(content);
      if (field === 3) found.keys.push(text(content));
      if (field === 4) each(content, (kind, value) => found.values.push(kind === 1 ? text(value) : value));
    });
    layers[found.name] = found.features.map((one) => feature(one, found));
  });
  return layers;
}

function feature(bytes, { keys, values }) {
  const props = {};
  let paths = [];
  each(bytes, (field, content) => {
    if (field === 2) for (const tags = numbers(content); tags.length; ) props[keys[tags.shift()]] = values[tags.shift()];
    if (field === 4) paths = corners(numbers(content));
  });
  return { props, paths };
}

function corners(steps) {
  const paths = [];
  let x = 0, y = 0;
  const signed = (value) => (value >>> 1) ^ -(value & 1);
  for (let at = 0; at < steps.length; ) {
    const [command, count] = [steps[at] & 7, steps[at++] >> 3];
    for (let left = command === 7 ? 0 : count; left; left--) {
      x += signed(steps[at++]);
      y += signed(steps[at++]);
      if (command === 1) paths.push([]);
      paths.at(-1).push([x, y]);
    }
  }
  return paths;
}

const text = (bytes) => new TextDecoder().decode(bytes);

function numbers(bytes) {
  const found = [];
  for (let at = 0, value = 0, shift = 1; at < bytes.length; at++) {
    value += (bytes[at] & 127) * shift;
    shift *= 128;
    if (bytes[at] < 128) { found.push(value); value = 0; shift = 1; }
  }
  return found;
}

// Protocol buffers, as far as they occur here: numbers, and pieces with their length.
function each(bytes, seen) {
  let at = 0;
  const number = () => { for (let value = 0, shift = 1; ; shift *= 128) { value += (bytes[at] & 127) * shift; if (bytes[at++] < 128) return value; } };
  while (at < bytes.length) {
    const key = number(), length = number();
    seen(key >> 3, key & 7 ? bytes.subarray(at, (at += length)) : length);
  }
}
