// Suggestions under a text field (site.js has given it its role), after the ARIA 1.2 pattern "editable combobox with list autocomplete".
// <input data-typeahead="/address"> asks /address?q=… for [{value, label, hint}] (also {url}).
//   data-typeahead-value="name"  puts the chosen value into the hidden field of that name in the same form
//   data-typeahead-go            follows the url of a suggestion, or sends the form
const WAIT = 150;
let count = 0;

export default function (input) {
  const list = build(input);
  const hidden = input.dataset.typeaheadValue && input.form.elements.namedItem(input.dataset.typeaheadValue);
  let entries = [];
  let active = -1;
  let timer = null;
  let request = null;

  const stop = () => { clearTimeout(timer); request?.abort(); };
  const close = () => { list.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const mark = (index) => {
    active = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  };
  const choose = (entry) => {
    input.value = entry.label;
    if (hidden) hidden.value = entry.value;
    close();
    if ("typeaheadGo" in input.dataset) entry.url ? location.assign(entry.url) : input.form.requestSubmit();
    else input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const show = (found) => {
    entries = found;
    list.replaceChildren(...found.map((entry, at) => option(entry, `${list.id}-${at}`, choose)));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark(-1);
    // At the lower edge of a phone nobody would see it; the field itself stays in sight.
    const below = list.getBoundingClientRect().bottom + 8 - (visualViewport?.height ?? innerHeight);
    if (below > 0) scrollBy(0, Math.min(below, Math.max(0, input.getBoundingClientRect().top - 40)));
  };
  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const text = input.value.trim();
    if (text.length < 2) return close();
    const address = new URL(input.dataset.typeahead, location.href);
    address.searchParams.set("q", text);
    try {
      const answer = await fetch(address, { signal: request.signal, headers: { Accept: "application/json" } });
      if (answer.ok && document.activeElement === input) show(await answer.json());
    } catch { /* a newer question, or no network: the plain field still works */ }
  };

  // Typed while this file was on its way.
  if (document.activeElement === input && input.value !== input.defaultValue) ask();
  input.addEventListener("input", () => {
    if (hidden) hidden.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop(); // what is still on its way must not open either
    if (list.hidden) { if (event.key === "ArrowDown") ask(); return; }
    if (event.key === "ArrowDown") mark((active + 1) % entries.length);
    else if (event.key === "ArrowUp") mark(active <= 0 ? entries.length - 1 : active - 1);
    else if (event.key === "Enter" && active >= 0) choose(entries[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}

function build(input) {
  const box = document.createElement("div");
  const list = document.createElement("ul");
  box.className = "combo";
  list.className = "combo__list";
  list.id = `vorschlaege-${++count}`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Vorschläge");
  const had = document.activeElement === input;
  input.before(box);
  box.append(input, list);
  if (had) input.focus();
  input.setAttribute("aria-controls", list.id);
  return list;
}

function option(entry, id, choose) {
  const item = document.createElement("li");
  item.className = "combo__option";
  item.id = id;
  item.setAttribute("role", "option");
  item.textContent = entry.label;
  if (entry.hint) {
    const hint = document.createElement("small");
    hint.textContent = entry.hint;
    item.append(hint);
  }
  item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(entry); });
  return item;
}
