// The order of the round: what is still to be seen first, the nearest on top where the device says where it is.
const METRES = 111320;

export default function (root, stops) {
  const part = (selector, inside = root) => inside.querySelector(selector);
  const isDone = (stop) => stop.classList.contains("stop--done");
  let here = null;

  function distance(stop) {
    if (!here || !stop.dataset.lat) return Infinity;
    const north = (stop.dataset.lat - here.latitude) * METRES;
    const east = (stop.dataset.lon - here.longitude) * METRES * Math.cos((here.latitude * Math.PI) / 180);
    return Math.hypot(north, east);
  }
  const words = (far) => (far === Infinity ? "" : ` · ${far < 1000 ? `${Math.round(far / 10) * 10} m` : `${(far / 1000).toFixed(1).replace(".", ",")} km`}`);

  // Gives the first that is not done.
  function order() {
    const all = [...stops.values()];
    if (here) {
      const far = new Map(all.map((stop) => [stop, distance(stop)]));
      for (const stop of all) part("[data-distance]", stop).textContent = words(far.get(stop));
      all.sort((a, b) => (far.get(a) === far.get(b) ? 0 : far.get(a) - far.get(b)));
    }
    const sorted = [...all.filter((stop) => !isDone(stop)), ...all.filter(isDone)];
    part("[data-walk-stops]").append(...sorted);
    return sorted.find((stop) => !isDone(stop));
  }
  // The list stays where it is while somebody looks at it: it is put in order with the next tap.
  function follow() {
    part("[data-walk-near]").hidden = true;
    navigator.geolocation.watchPosition(({ coords }) => {
      const isFirst = here === null;
      here = coords;
      if (isFirst) order();
    }, () => {}, { enableHighAccuracy: true, maximumAge: 10_000 });
  }
  if (navigator.geolocation && window.isSecureContext) {
    part("[data-walk-near]").hidden = false;
    part("[data-walk-near]").querySelector("button").addEventListener("click", follow);
    navigator.permissions?.query({ name: "geolocation" }).then((found) => { if (found.state === "granted") follow(); }, () => {});
  }
  return order;
}
