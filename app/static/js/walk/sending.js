// Sends the queue, one after the other, each with the key it got when it was tapped: the server writes a key once.
const LOG_IN = "login", LATER = "later", OFFLINE = "offline", DENIED = "denied", SENT = "";

export default function (store, options, { told, refused }) {
  let going = false;

  // Without locks (old browsers) two tabs may send the same; the server takes it once.
  const alone = (work) => (navigator.locks ? navigator.locks.request("strassenrunde", work) : work());

  async function send() {
    if (going) return null;
    going = true;
    try {
      return await alone(sendAll);
    } finally {
      going = false;
    }
  }

  async function sendAll() {
    const mine = (await store.all()).filter((one) => one.person === options.person && !one.problem);
    if (!mine.length) return SENT;
    const known = await who();
    if (typeof known === "string") return known;
    for (const entry of mine) {
      const trouble = await sendOne(entry, known.csrf);
      if (trouble) return trouble;
    }
    return SENT;
  }

  // Logged in, still the same person, and a fresh token.
  async function who() {
    let answer;
    try {
      answer = await fetch(options.state, { redirect: "manual", cache: "no-store", headers: { Accept: "application/json" } });
    } catch {
      return OFFLINE;
    }
    if (answer.type === "opaqueredirect" || answer.status === 401) return LOG_IN;
    if (answer.status === 403 || answer.status === 404) return DENIED;
    if (!answer.ok) return LATER;
    const known = await answer.json();
    return known.person === options.person ? known : LOG_IN;
  }

  async function sendOne(entry, csrf) {
    const body = new FormData();
    for (const [name, value] of Object.entries(entry.fields)) body.append(name, value);
    body.append("csrf_token", csrf);
    body.append("schluessel", entry.key);
    body.append("vor", String(Math.max(0, Math.round((Date.now() - entry.at) / 1000))));
    if (entry.photo) body.append("foto", entry.photo, "foto.jpg");
    let answer;
    try {
      answer = await fetch(`/laeden/${entry.shop}/strassenrunde`, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" } });
    } catch {
      return OFFLINE;
    }
    if (answer.type === "opaqueredirect") return LOG_IN;
    if ([403, 404, 409, 413, 422].includes(answer.status)) {
      await store.put({ ...entry, problem: await sentence(answer) });
      refused();
      return SENT;
    }
    if (!answer.ok) return LATER;
    const outcome = await answer.json();
    if (outcome.state === "done" && entry.fields.ergebnis !== "foto") {
      await store.keepSaid({ shop: entry.shop, person: entry.person, key: entry.key, answer: entry.fields.ergebnis, at: outcome.at });
    }
    await store.remove(entry.number);
    told(entry, outcome);
    return SENT;
  }

  const OTHERS = { 403: "Diesen Laden dürfen Sie nicht mehr prüfen.", 404: "Diesen Eintrag gibt es nicht mehr.", 413: "Das Foto ist zu groß." };
  async function sentence(answer) {
    try {
      return (await answer.json()).sentence;
    } catch {
      return OTHERS[answer.status] ?? "Das wurde nicht angenommen.";
    }
  }
  return send;
}
