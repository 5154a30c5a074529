// The round on a phone: each tap is kept on the device first and sent when there is network.
const root = document.querySelector("[data-walk]");
const part = (selector, inside = root) => inside.querySelector(selector);
if (root && window.indexedDB) {
  try { localStorage.setItem("walk", "1"); } catch { /* then logging out has nothing to go by */ }
  start(JSON.parse(part("[data-walk-options]").textContent));
}

async function start(options) {
  const [store, { default: makeSending }, { default: small }, { default: makeChange }, { default: makeOrder }, { default: keepPage }] =
    await Promise.all(["store", "sending", "photo", "change", "nearest", "keeping"].map((name) => import(options.modules[name])));
  const SAID = { stimmt: "Stimmt", geaendert: "Geändert", geschlossen: "Für immer geschlossen", weg: "Nicht gefunden" };
  const TROUBLE = {
    login: "Sie sind abgemeldet. Nichts ist verloren: Melden Sie sich an, dann wird alles gesendet.",
    denied: "Sie betreuen diese Läden nicht mehr. Fragen Sie in Ihrer Organisation nach.",
    later: "Der Server nimmt gerade nichts an. Wir versuchen es wieder.",
  };
  const MOST_PHOTOS = 60_000_000, AGAIN = 30_000;
  const stops = new Map([...root.querySelectorAll("[data-stop]")].map((one) => [one.dataset.stop, one]));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let last = null;

  const order = makeOrder(root, stops);
  const openChange = makeChange(root, (stop, fields) => say(stop, "geaendert", fields));
  const send = makeSending(store, options, { told, refused: paint });
  root.querySelectorAll("[data-plain-undo]").forEach((one) => { one.hidden = false; });

  // ---- tapping
  root.addEventListener("submit", (event) => {
    const stop = event.target.closest("[data-stop]");
    if (!stop) return;
    event.preventDefault();
    const answer = event.submitter?.value;
    if (answer === "zurueck") undo(stop);
    else if (SAID[answer]) say(stop, answer);
  });
  root.addEventListener("click", (event) => {
    if (event.target.closest("[data-walk-undo]") && last) undo(last);
  });
  root.addEventListener("change", async (event) => {
    const stop = event.target.closest("[data-stop]");
    if (!stop || !event.target.matches("[data-photo]") || !event.target.files[0]) return;
    try {
      const photo = await small(event.target.files[0]);
      const waiting = (await mine()).reduce((sum, one) => sum + (one.photo?.size ?? 0), 0);
      if (waiting + photo.size > MOST_PHOTOS) throw new Error("Es warten schon sehr viele Fotos. Bitte senden Sie erst diese, wenn Sie Netz haben.");
      await keep(stop, { ergebnis: "foto" }, { photo });
      part("[data-photo-text]", stop).textContent = "Foto gemerkt. Noch eins?";
    } catch (error) {
      note(stop, error.message || "Das Foto ließ sich nicht merken.");
    }
    event.target.value = "";
  });

  async function say(stop, answer, more = {}) {
    const key = await keep(stop, { ergebnis: answer, stand: part("[name=stand]", stop).value, ...more });
    if (!key) return;
    stop.dataset.undo = key;
    finish(stop, SAID[answer]);
    const next = order();
    (part(".stop__name", next ?? stop)).focus({ preventScroll: true });
    (next ?? root).scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  }

  async function keep(stop, fields, more = {}) {
    const key = store.newKey();
    try {
      await store.add({ key, person: options.person, scope: options.scope, shop: stop.dataset.stop, title: stop.dataset.title, fields, at: Date.now(), problem: "", ...more });
    } catch {
      note(stop, "Ihr Gerät hat keinen Platz mehr dafür. Bitte senden Sie erst, was wartet.");
      return "";
    }
    await paint();
    go();
    return key;
  }

  // What has not left the device is simply forgotten; else the server takes it back.
  async function undo(stop) {
    const key = stop.dataset.undo;
    const waiting = (await mine()).find((one) => one.key === key);
    // It may be under way just now: the server is told as well, and does nothing about a key it does not know.
    await store.replace(waiting?.number, { key, person: options.person, scope: options.scope, shop: stop.dataset.stop, title: stop.dataset.title, fields: { ergebnis: "zurueck" }, at: Date.now(), problem: "" });
    await store.forgetSaid(stop.dataset.stop);
    reopen(stop);
    part(".stop__name", stop).focus();
    await paint();
    go();
  }

  // ---- what a stop looks like
  function finish(stop, words) {
    stop.classList.add("stop--done");
    part("[data-open]", stop).hidden = true;
    part("[data-change-here]", stop).replaceChildren();
    part("[data-said]", stop).textContent = words;
    part("[data-said]", stop).hidden = false;
    last = stop;
    part("[data-walk-last-text]").textContent = `„${stop.dataset.title}“: ${words}.`;
    part("[data-walk-last]").hidden = false;
    count();
  }
  function reopen(stop) {
    stop.classList.remove("stop--done");
    stop.dataset.undo = "";
    for (const [selector, hidden] of [["[data-open]", false], ["[data-said]", true]]) part(selector, stop).hidden = hidden;
    part("[data-plain-undo]", stop)?.remove();
    if (last === stop) { last = null; part("[data-walk-last]").hidden = true; }
    count();
  }
  function note(stop, text) {
    part("[data-note]", stop).textContent = text;
    part("[data-note]", stop).hidden = text === "";
  }
  function count() {
    const done = root.querySelectorAll(".stop--done").length;
    part("[data-walk-done]").textContent = done;
    part("[data-walk-progress]").value = done;
  }
  function told(entry, outcome) {
    const stop = stops.get(entry.shop);
    if (!stop || !outcome.sentence) return;
    if (outcome.state === "noted" && entry.fields.ergebnis === "stimmt") reopen(stop);
    note(stop, outcome.sentence);
  }

  // ---- what waits
  const mine = async () => (await store.all()).filter((one) => one.person === options.person);
  async function paint() {
    const found = await mine();
    const waiting = found.filter((one) => !one.problem);
    const line = part("[data-walk-waiting]");
    line.hidden = waiting.length === 0;
    line.textContent = waiting.length === 1 ? "1 Bestätigung wartet auf Netz" : `${waiting.length} Bestätigungen warten auf Netz`;
    root.dataset.waiting = String(waiting.length);
    failures(found.filter((one) => one.problem));
  }
  function failures(found) {
    const box = part("[data-walk-failed]");
    box.hidden = found.length === 0;
    part("ul", box).replaceChildren(...found.map((entry) => {
      const item = document.createElement("li");
      item.textContent = `${entry.title} (${SAID[entry.fields.ergebnis] ?? "Foto"}): ${entry.problem} `;
      const again = item.appendChild(Object.assign(document.createElement("button"), { type: "button", className: "walk-undo", textContent: "Noch einmal ansehen" }));
      again.addEventListener("click", async () => {
        await store.remove(entry.number);
        const stop = stops.get(entry.shop);
        if (stop && entry.fields.ergebnis !== "foto") reopen(stop);
        if (stop && entry.fields.ergebnis === "geaendert") {
          stop.dataset.stored = JSON.stringify(entry.fields);
          openChange(stop);
        }
        stop?.scrollIntoView();
        paint();
      });
      return item;
    }));
  }
  async function go() {
    const trouble = await send();
    await paint();
    if (trouble === null) return setTimeout(go, 200);
    const problem = part("[data-walk-problem]");
    problem.replaceChildren(TROUBLE[trouble] ?? "");
    problem.hidden = !TROUBLE[trouble];
    if (trouble === "login") {
      const way = problem.appendChild(Object.assign(document.createElement("a"), { textContent: " Anmelden", href: `/konto/anmelden?weiter=${encodeURIComponent(location.pathname + location.search)}` }));
      way.className = "walk-log-in";
    }
    root.dataset.trouble = trouble;
  }

  // ---- logging out takes along what is kept here; not before it was said
  let isWarned = false;
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[action='/konto/abmelden']") || isWarned) return;
    if (root.dataset.waiting === "0") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    isWarned = true;
    const problem = part("[data-walk-problem]");
    problem.textContent = "Was noch auf Netz wartet, geht beim Abmelden verloren. Drücken Sie noch einmal auf „Abmelden“, wenn Sie das wollen.";
    problem.hidden = false;
    problem.scrollIntoView({ block: "center" });
  }, true);

  // What was sent after this page was drawn: a page kept from before does not know of it.
  for (const one of await store.said()) {
    const stop = stops.get(one.shop);
    if (one.person !== options.person || one.at < options.drawn) await store.forgetSaid(one.shop);
    else if (stop) { stop.dataset.undo = one.key; finish(stop, SAID[one.answer]); }
  }
  // What is still in the queue has been said already.
  for (const entry of await mine()) {
    const stop = stops.get(entry.shop);
    if (!stop || entry.problem) continue;
    if (entry.fields.ergebnis === "zurueck") reopen(stop);
    else if (SAID[entry.fields.ergebnis]) { stop.dataset.undo = entry.key; finish(stop, SAID[entry.fields.ergebnis]); }
  }
  order();
  count();
  await paint();
  root.dataset.ready = "yes";
  addEventListener("online", go);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) go(); });
  setInterval(() => { if (root.dataset.waiting !== "0") go(); }, AGAIN);
  go();
  keepPage(root, options).catch(() => {});
}
