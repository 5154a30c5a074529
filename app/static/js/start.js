// Loads the behaviours a page asks for by its data attributes, and no others.
// Each module exports `attribute` by its name here and a default function that gets one element.
const SELECTORS = {
  autosave: "form[data-autosave]",
  autosubmit: "form[data-autosubmit]",
  copy: "[data-copy], [data-print]",
  count: "[data-count]",
  dirty: "form[data-warn]",
  filters: "details[data-filters]",
  focus: "[data-focus]",
  markdown: "textarea[data-markdown]",
  menu: "details[data-menu]",
  picture: "input[type=file]",
  typeahead: "input[data-typeahead]",
};
const script = document.querySelector("script[data-behaviours]");
const addresses = Object.fromEntries(
  script.dataset.behaviours.trim().split(/\s+/).map((entry) => entry.split(/=(.*)/s).slice(0, 2)),
);
const bound = new WeakMap();

async function bind(part) {
  for (const [name, selector] of Object.entries(SELECTORS)) {
    const found = [...part.querySelectorAll(selector)].filter((element) => !bound.get(element)?.has(name));
    if (!found.length || !addresses[name]) continue;
    for (const element of found) bound.set(element, (bound.get(element) ?? new Set()).add(name));
    const module = await import(addresses[name]);
    found.forEach((element) => module.default(element));
  }
}

bind(document);
document.addEventListener("htmx:load", (event) => bind(event.target.parentNode ?? document));
