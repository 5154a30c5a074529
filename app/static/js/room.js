// The door and the room of a webtalk.
// [data-room-watch="/address" data-version]: asks every three seconds whether there is something else to say.
// [data-room]: opens the video frame with the options in its data block; the frame's script comes from the video server.
const EVERY = 3000;
const PATIENCE = 12000;

export function watch(element) {
  const note = element.querySelector("[data-room-status]");
  async function ask() {
    try {
      const answer = await fetch(element.dataset.roomWatch, { headers: { Accept: "application/json" } });
      if (answer.ok && (await answer.json()).version !== element.dataset.version) return changed();
    } catch { /* the network is away for a moment */ }
    setTimeout(ask, EVERY);
  }
  function changed() {
    if (!("stays" in element.dataset)) return location.replace(location.href);
    note.textContent = "Die Leitung hat etwas geändert. Bitte gehen Sie zurück zur Tür, dort steht der neue Treffpunkt.";
  }
  setTimeout(ask, EVERY);
}

export default function (element) {
  const options = JSON.parse(element.querySelector("[data-room-options]").textContent);
  const status = element.querySelector("[data-room-status]");
  const down = () => { element.querySelector("[data-room-down]").hidden = false; status.textContent = ""; };
  const script = document.createElement("script");
  const timer = setTimeout(down, PATIENCE);
  script.src = options.script;
  script.addEventListener("error", () => { clearTimeout(timer); down(); });
  script.addEventListener("load", () => { clearTimeout(timer); open(); });
  document.head.append(script);

  function open() {
    const { domain, script: _script, ...rest } = options;
    const frame = new window.JitsiMeetExternalAPI(domain, { ...rest, parentNode: element.querySelector("[data-room-frame]") });
    status.textContent = "";
    element.querySelector("iframe")?.setAttribute("title", "Videoraum");
    frame.addListener?.("readyToClose", () => { status.textContent = "Sie haben den Raum verlassen."; frame.dispose(); });
  }
}
