// Reads a QR code with the camera into the code field and sends the form: <form data-scan="address of the reader">.
// Where the browser can't read codes by itself (iPhones, Firefox), the vendored reader is fetched at the first press.
async function detector(address) {
  const native = globalThis.BarcodeDetector;
  if (native && (await native.getSupportedFormats().catch(() => [])).includes("qr_code")) return new native({ formats: ["qr_code"] });
  const { BarcodeDetector: Reader } = await import(address);
  return new Reader({ formats: ["qr_code"] });
}

export default function (form) {
  if (!navigator.mediaDevices?.getUserMedia) return;
  const start = form.querySelector("[data-scan-start]");
  const view = form.querySelector("[data-scan-view]");
  const video = view.querySelector("video");
  const said = view.querySelector("[data-scan-said]");
  const field = form.querySelector("input[name=code]");
  const asked = said.textContent;
  let stream = null;
  const stop = () => { stream?.getTracks().forEach((track) => track.stop()); stream = null; view.hidden = true; start.setAttribute("aria-expanded", "false"); };
  const look = async (reader) => {
    if (!stream) return;
    const found = await reader.detect(video).catch(() => []);
    if (!stream) return;
    if (found.length) {
      field.value = found[0].rawValue.slice(0, 60);
      stop();
      form.requestSubmit();
    } else setTimeout(look, 200, reader);
  };
  start.hidden = false;
  start.setAttribute("aria-expanded", "false");
  start.addEventListener("click", async () => {
    if (stream) return stop();
    view.hidden = false;
    said.textContent = asked;
    start.setAttribute("aria-expanded", "true");
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
      video.srcObject = stream;
      const [reader] = await Promise.all([detector(form.dataset.scan), video.play()]);
      look(reader);
    } catch {
      stream?.getTracks().forEach((track) => track.stop());
      stream = null;
      said.textContent = "Die Kamera ist nicht frei oder nicht erlaubt. Bitte tippen Sie den Code ein.";
    }
  });
  addEventListener("pagehide", stop);
}
