// Camera and microphone, before the room and on the page for town halls. Pictures stay on the device.
const say = (element, text) => { element.textContent = text; };
const REASONS = {
  NotAllowedError: "Der Zugriff wurde nicht erlaubt. Prüfen Sie das Schloss-Symbol neben der Adresse oder fragen Sie Ihre IT-Abteilung.",
  NotFoundError: "Es ist keine Kamera oder kein Mikrofon angeschlossen. Sie können trotzdem zuhören.",
  NotReadableError: "Ein anderes Programm benutzt die Kamera gerade.",
};

async function listen() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  return { stream, names: stream.getTracks().map((track) => track.label).filter(Boolean) };
}

export default function (element) {
  if (!navigator.mediaDevices) return;
  element.hidden = false;
  const result = element.querySelector("[data-result]");
  element.querySelector("[data-start]").addEventListener("click", async () => {
    try {
      const { stream, names } = await listen();
      say(result, `Beides geht: ${names.join(", ") || "Kamera und Mikrofon"}.`);
      const picture = element.querySelector("[data-picture]");
      Object.assign(picture, { srcObject: stream, hidden: false });
      picture.play();
      meter(stream, element.querySelector("[data-volume]"));
    } catch (error) { say(result, REASONS[error.name] ?? "Kamera oder Mikrofon antworten nicht."); }
  });
}

function meter(stream, gauge) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  gauge.hidden = false;
  (function draw() {
    analyser.getFloatTimeDomainData(samples);
    gauge.value = Math.min(1, 4 * Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length));
    requestAnimationFrame(draw);
  })();
}

// [data-readiness]: four checks one after the other, each with a sentence.
export function readiness(section) {
  const button = section.querySelector("[data-start]");
  const checks = { browser, devices, https, socket };
  button.hidden = false;
  button.addEventListener("click", async () => {
    let failed = 0;
    for (const [name, check] of Object.entries(checks)) {
      const result = section.querySelector(`[data-check="${name}"] [data-result]`);
      say(result, "wird geprüft …");
      const [works, text] = await check(section.dataset);
      failed += works ? 0 : 1;
      say(result, `${works ? "✓" : "✗"} ${text}`);
    }
    const advice = section.querySelector("[data-advice]");
    advice.hidden = false;
    say(advice, failed ? "Bitte geben Sie Ihrer IT-Abteilung das Blatt unten. Zuhören per Telefon und Mitlesen geht oft trotzdem." : "Alles bereit: Sie können an unseren Webtalks teilnehmen.");
  });
}

async function browser() {
  const works = "RTCPeerConnection" in window && Boolean(navigator.mediaDevices);
  return [works, works ? "Ihr Browser kann Videogespräche." : "Ihr Browser ist dafür zu alt, oder Videogespräche sind abgeschaltet."];
}

async function devices() {
  try {
    const { stream } = await listen();
    stream.getTracks().forEach((track) => track.stop());
    return [true, "Kamera und Mikrofon sind erlaubt."];
  } catch (error) { return [false, REASONS[error.name] ?? "Kamera oder Mikrofon antworten nicht."]; }
}

async function https({ origin }) {
  try {
    await fetch(`${origin}/external_api.js`, { mode: "no-cors", cache: "no-store", signal: AbortSignal.timeout(8000) });
    return [true, "Der Videoserver ist erreichbar."];
  } catch { return [false, "Der Videoserver ist nicht erreichbar. Vielleicht sperrt ihn Ihr Netz."]; }
}

function socket({ socket: address }) {
  return new Promise((done) => {
    const line = new WebSocket(address, ["xmpp"]);
    const end = (works, text) => { clearTimeout(timer); line.close(); done([works, text]); };
    const timer = setTimeout(() => end(false, "Keine Antwort nach acht Sekunden."), 8000);
    line.addEventListener("open", () => end(true, "Die dauerhafte Verbindung steht."));
    line.addEventListener("error", () => end(false, "Die dauerhafte Verbindung (WebSocket) kommt nicht zustande."));
  });
}
