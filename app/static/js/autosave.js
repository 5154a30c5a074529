// Posts a form in the background a moment after the last change: <form data-autosave="/address">.
// 2xx: saved (JSON {version: n} updates the hidden field, seen what one knows of others; action and autosave say where to go on); 409: someone else was faster; anything else: try again.
const WAIT = 1500;
const RETRY = 15000;

export default function (form) {
  const note = form.querySelector("[data-saved]");
  let timer = null;
  let running = false;
  let again = false;
  let stopped = false;

  const say = (text, state = "ok") => {
    if (!note) return;
    note.textContent = text;
    note.dataset.state = state;
  };
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };

  async function save() {
    if (stopped) return;
    if (running) { again = true; return; }
    running = true;
    say("Wird gespeichert …");
    try {
      const body = new FormData(form);
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers: { Accept: "application/json" } });
      await understand(answer);
    } catch {
      say("Gerade keine Verbindung. Wir versuchen es gleich noch einmal; bitte lassen Sie die Seite offen.", "error");
      later(RETRY);
    }
    running = false;
    if (again) { again = false; later(WAIT); }
  }

  async function understand(answer) {
    if (answer.status === 409) {
      stopped = true;
      say("Jemand anderes hat diesen Eintrag inzwischen geändert. Bitte kopieren Sie Ihren Text und laden Sie die Seite neu.", "error");
      return;
    }
    if (answer.redirected || answer.status === 401 || answer.status === 403) {
      stopped = true;
      say("Sie sind nicht mehr angemeldet. Bitte senden Sie das Formular ab: Ihr Text bleibt erhalten.", "error");
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json().catch(() => ({}));
    const version = form.elements.namedItem("version");
    if (told.version !== undefined && version) version.value = told.version;
    const seen = form.elements.namedItem("gesehen") || form.elements.namedItem("seen");
    if (told.seen !== undefined && seen) seen.value = told.seen;
    if (told.action) form.action = told.action;
    if (told.autosave) form.dataset.autosave = told.autosave;
    delete form.dataset.changed;
    const clock = new Date().toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });
    say(`Gespeichert um ${clock} Uhr.`);
  }

  form.addEventListener("input", () => later(WAIT));
  form.addEventListener("change", () => later(WAIT));
  form.addEventListener("submit", () => { stopped = true; clearTimeout(timer); });
}
