// The list of what the map shows, in the same order as the server writes it. Whoever stands on a row, by keyboard or
// pointer, sees it marked on the map.
export default function (root, options, { closer, seen }) {
  const list = root.querySelector("[data-map-list]");
  const rows = Object.fromEntries([...root.querySelectorAll("[data-map-row]")].map((one) => [one.dataset.mapRow, one.content.querySelector("li")]));
  let features = new Map();

  function row(feature) {
    const facts = feature.properties;
    const item = rows[facts.art].cloneNode(true);
    const put = (name, text) => { const element = item.querySelector(`[data-part=${name}]`); if (element) element.textContent = text; };
    const link = item.querySelector("a");
    item.dataset.id = feature.id;
    put("name", facts.name);
    if (facts.art === "gruppe") {
      link.href = `${location.pathname}?${[options.query, facts.ansicht].filter(Boolean).join("&")}`;
      return item;
    }
    link.href = facts.url;
    put("line", facts.zeile);
    put("state", facts.geoeffnet_name);
    const sign = item.querySelector(".spot__sign");
    sign.className = `spot__sign spot__sign--${facts.geoeffnet}`;
    sign.querySelector("use").setAttribute("href", `${options.sprite}#${options.symbols[facts.kategorie] ?? "bag"}`);
    return item;
  }
  function show(found) {
    const focused = document.activeElement?.closest?.("[data-map-list] li")?.dataset.id;
    features = new Map(found.map((one) => [one.id, one]));
    list.replaceChildren(...found.map(row));
    if (focused) list.querySelector(`[data-id="${CSS.escape(focused)}"] a`)?.focus({ preventScroll: true });
  }
  function mark(id, on) {
    list.querySelectorAll(".spot--marked").forEach((one) => one.classList.remove("spot--marked"));
    if (on) list.querySelector(`[data-id="${CSS.escape(id)}"]`)?.classList.add("spot--marked");
  }
  const at = (event) => event.target.closest?.("li")?.dataset.id;
  for (const [name, on] of [["focusin", true], ["focusout", false], ["mouseover", true], ["mouseout", false]]) {
    list.addEventListener(name, (event) => { const id = at(event); if (id) seen(id, on); });
  }
  list.addEventListener("click", (event) => {
    const feature = features.get(at(event));
    if (feature?.properties.art !== "gruppe" || !event.target.closest("a") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    closer(feature);
  });
  return { show, mark };
}
