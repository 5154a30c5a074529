// Shows the name and size of a chosen file, and a small preview of a picture, before it is sent.
const LIMIT = 20e6;

export default function (input) {
  const note = document.createElement("p");
  note.className = "count";
  note.setAttribute("role", "status");
  const image = document.createElement("img");
  image.className = "preview";
  image.alt = "";
  image.hidden = true;
  input.after(note, image);
  input.addEventListener("change", () => {
    const files = [...input.files];
    note.textContent = files.map((file) => `${file.name} (${size(file.size)})`).join(", ");
    note.classList.toggle("count--over", files.some((file) => file.size > LIMIT));
    if (files.some((file) => file.size > LIMIT)) note.textContent += " – das ist größer als 20 MB.";
    show(files.find((file) => /^image\/(png|jpeg|webp|gif)$/.test(file.type)), image);
  });
}

// The policy allows data: pictures, not blob: addresses.
function show(file, image) {
  image.hidden = true;
  if (!file || file.size > LIMIT) return;
  const reader = new FileReader();
  reader.onload = () => { image.src = reader.result; image.hidden = false; };
  reader.readAsDataURL(file);
}

function size(bytes) {
  const format = (number) => number.toLocaleString("de-DE", { maximumFractionDigits: 1 });
  return bytes > 1e6 ? `${format(bytes / 1e6)} MB` : `${format(Math.max(1, Math.round(bytes / 1e3)))} kB`;
}
