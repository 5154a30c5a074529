// A photo as the queue keeps it: at most 1600 pixels wide or high.
const SIDE = 1600, LARGEST = 6_000_000;

export default async function small(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const shrink = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * shrink), height: Math.round(picture.height * shrink) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
    if (blob) return blob;
  } catch { /* a format this browser cannot draw goes as it is */ }
  if (file.size > LARGEST) throw new Error("Dieses Bild ist zu groß. Bitte nehmen Sie es kleiner auf.");
  return file;
}
