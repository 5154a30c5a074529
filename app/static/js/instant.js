// Results while someone types: <form data-instant="/suche/treffer"> asks for the part #suchergebnis and puts it in place.
// The address follows: a pause begins a new step for "Back". The newest question wins, the focus stays in the field.
const WAIT = 250;
const STEP = 3000;
const SAY = 600;

export default function (form) {
  const field = form.querySelector("input[type=search]");
  const said = document.querySelector("[data-instant-said]");
  let shown = location.search;
  let changed = 0;
  let timer = null;
  let saying = null;
  let request = null;

  const wanted = () => {
    const pairs = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
    const text = new URLSearchParams(pairs).toString();
    return text && `?${text}`;
  };
  const follow = (search) => {
    const step = Date.now() - changed > STEP ? "pushState" : "replaceState";
    history[step](null, "", location.pathname + search);
    changed = Date.now();
  };
  const say = (text) => {
    clearTimeout(saying);
    saying = setTimeout(() => { said.textContent = text; }, SAY);
  };
  const show = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("suchergebnis");
    const old = document.getElementById("suchergebnis");
    if (!fresh || !old) return false;
    keepOpen(old, fresh);
    old.replaceWith(document.adoptNode(fresh));
    fresh.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
    document.title = fresh.dataset.title;
    document.getElementById("suche-titel").textContent = fresh.dataset.heading;
    say(fresh.dataset.said);
    return true;
  };
  const ask = async (search, isBack) => {
    if (search === shown) return;
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    document.getElementById("suchergebnis").setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.dataset.instant + search, { signal });
      const html = answer.ok ? await answer.text() : "";
      if (signal.aborted) return;
      shown = search;
      if (!isBack) follow(search);
      if (!show(html)) location.reload();
    } catch { if (!signal.aborted) document.getElementById("suchergebnis").removeAttribute("aria-busy"); /* no network: Enter still works */ }
  };

  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(() => ask(wanted(), false), WAIT);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); request?.abort(); });
  addEventListener("popstate", () => {
    if (location.search === shown) return;
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    changed = 0;
    ask(location.search, true);
  });
  // Typed while this file was on its way.
  if (document.activeElement === field && field.value !== field.defaultValue) ask(wanted(), false);
}

// What was folded out stays so.
function keepOpen(old, fresh) {
  const open = new Set([...old.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent));
  const known = new Set([...old.querySelectorAll("summary")].map((summary) => summary.textContent));
  fresh.querySelectorAll("details").forEach((details) => {
    const name = details.querySelector("summary").textContent;
    if (known.has(name)) details.open = open.has(name);
  });
}
