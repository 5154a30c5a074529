// What every page needs, in one request: the colour scheme, menus, and loading the other behaviours on demand.
// A classic script in the head, so that no page flashes in the wrong colours; it needs no element before it runs.
(() => {
  const root = document.documentElement;
  const addresses = Object.fromEntries(
    document.currentScript.dataset.behaviours.trim().split(/\s+/).map((entry) => entry.split(/=(.*)/s).slice(0, 2)),
  );

  // Light or dark: follows the device until someone switches; the choice stays on this device only.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const stored = (value) => {
    try { return value === undefined ? localStorage.getItem("theme") : value ? localStorage.setItem("theme", value) : localStorage.removeItem("theme"); } catch { return null; }
  };
  const apply = (value) => { value ? (root.dataset.kernTheme = value) : delete root.dataset.kernTheme; };
  const isDark = () => (root.dataset.kernTheme || (dark.matches ? "dark" : "light")) === "dark";
  if (["light", "dark"].includes(stored())) apply(stored());

  function themeSwitch(button) {
    const say = () => document.querySelectorAll("[data-theme-switch]").forEach((one) => one.setAttribute("aria-pressed", String(isDark())));
    button.hidden = false;
    say();
    dark.addEventListener("change", say);
    button.addEventListener("click", () => {
      const wanted = isDark() ? "light" : "dark";
      const own = wanted === (dark.matches ? "dark" : "light") ? null : wanted;
      apply(own);
      stored(own);
      say();
    });
  }

  // A <details> menu closes on Escape, on a click elsewhere, and when the focus leaves it.
  function menu(details) {
    const close = () => { details.open = false; };
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      close();
      details.querySelector("summary").focus();
    });
    details.addEventListener("focusout", (event) => { if (event.relatedTarget && !details.contains(event.relatedTarget)) close(); });
    document.addEventListener("click", (event) => { if (!details.contains(event.target)) close(); });
  }

  // A long menu stands open beside the page on wide windows and folded above it on narrow ones.
  const wide = matchMedia("(min-width: 62rem)");
  function fold(details) {
    const fit = () => { details.open = wide.matches; };
    fit();
    wide.addEventListener("change", fit);
  }

  // Suggestions come when someone goes to the field; what the field is, it says from the start.
  function typeahead(input) {
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"]]) input.setAttribute(name, value);
    input.addEventListener("focus", async () => (await import(addresses.typeahead)).default(input), { once: true });
    if (document.activeElement === input) input.dispatchEvent(new Event("focus"));
  }

  // "/" goes to the search field; whom that disturbs switches it off where the help of the search says so.
  const slash = (value) => { try { return value === undefined ? localStorage.getItem("slash") !== "off" : value ? localStorage.removeItem("slash") : localStorage.setItem("slash", "off"); } catch { return true; } };
  function slashSwitch(box) {
    box.checked = slash();
    box.closest("[hidden]").hidden = false;
    box.addEventListener("change", () => slash(box.checked));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !slash()) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const field = document.querySelector("form[role=search] input[type=search]");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  const load = (name, part = "default") => async (element) => (await import(addresses[name]))[part](element);
  const BEHAVIOURS = [
    ["[data-theme-switch]", themeSwitch],
    ["details[data-menu]", menu],
    ["details[data-fold]", fold],
    ["input[data-typeahead]", typeahead],
    ["form[data-autosave]", load("autosave")],
    ["[data-clicks]", load("clicks")],
    ["[data-copy], [data-print]", load("copy")],
    ["[data-count]", load("count")],
    ["form[data-warn]", load("dirty")],
    ["form[action='/konto/abmelden']", (form) => { try { if (localStorage.getItem("walk")) load("forget")(form); } catch { /* nothing is kept */ } }],
    ["details[data-filters]", load("filters")],
    ["form[method=post]", load("once")],
    ["form[data-instant]", load("instant")],
    ["[data-recent]", load("recent")],
    ["form[data-scan]", load("scan")],
    ["a[data-counted]", load("outward")],
    ["[data-slash]", slashSwitch],
    ["[data-device-check]", load("devices")],
    ["[data-readiness]", load("devices", "readiness")],
    ["[data-room-watch]", load("room", "watch")], ["[data-room]", load("room")],
    ["[data-focus]", (element) => element.focus()],
    ["[data-live]", load("live")],
    ["textarea[data-markdown]", load("markdown")],
    ["input[type=file]", load("picture")],
  ];
  const bound = new WeakMap();
  const bind = (part) => BEHAVIOURS.forEach(([selector, behaviour]) => part.querySelectorAll(selector).forEach((element) => {
    const seen = bound.get(element) ?? new Set();
    if (!seen.has(behaviour)) behaviour(element);
    bound.set(element, seen.add(behaviour));
  }));
  document.addEventListener("DOMContentLoaded", () => bind(document));
  document.addEventListener("htmx:load", (event) => bind(event.target.parentNode ?? document));
})();
