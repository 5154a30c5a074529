// Reads a QR code with the camera into the code field and sends the form; only where the browser can do it by itself.
export default async function (form) {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return;
  if (!(await BarcodeDetector.getSupportedFormats()).includes("qr_code")) return;
  const start = form.querySelector("[data-scan-start]");
  const view = form.querySelector("[data-scan-view]");
  const video = view.querySelector("video");
  const said = view.querySelector("[data-scan-said]");
  const field = form.querySelector("input[name=code]");
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  let stream = null;
  const stop = () => { stream?.getTracks().forEach((track) => track.stop()); stream = null; view.hidden = true; };
  const look = async () => {
    if (!stream) return;
    const found = await detector.detect(video).catch(() => []);
    if (!stream) return;
    if (found.length) {
      field.value = found[0].rawValue.slice(0, 60);
      stop();
      form.requestSubmit();
    } else setTimeout(look, 200);
  };
  start.hidden = false;
  start.addEventListener("click", async () => {
    if (stream) return stop();
    view.hidden = false;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
      video.srcObject = stream;
      await video.play();
      look();
    } catch {
      said.textContent = "Die Kamera ist nicht frei oder nicht erlaubt. Bitte tippen Sie den Code ein.";
    }
  });
  addEventListener("pagehide", stop);
}
