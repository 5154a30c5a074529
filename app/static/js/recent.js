// Recent searches, on this device only: <div data-recent="suche" hidden> under the field with that id.
const NAME = "searches";
const MOST = 6;

const read = () => {
  try { return JSON.parse(localStorage.getItem(NAME) ?? "[]").filter((text) => typeof text === "string").slice(0, MOST); } catch { return []; }
};
const write = (texts) => {
  try { texts.length ? localStorage.setItem(NAME, JSON.stringify(texts)) : localStorage.removeItem(NAME); } catch { /* private window */ }
};

export default function (box) {
  const field = document.getElementById(box.dataset.recent);
  const list = box.querySelector("ul");
  let isForgetting = false;
  const draw = () => {
    const texts = read().filter((text) => text !== field.defaultValue);
    list.replaceChildren(...texts.map(entry));
    box.hidden = !texts.length;
  };
  box.querySelector("button").addEventListener("click", () => { write([]); isForgetting = true; draw(); field.focus(); });
  field.addEventListener("input", () => { isForgetting = false; });
  addEventListener("pagehide", () => {
    const text = field.value.trim().slice(0, 200);
    if (text.length > 2 && !isForgetting) write([text, ...read().filter((other) => other !== text)].slice(0, MOST));
  });
  draw();
}

function entry(text) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "chip";
  link.href = `/suche?${new URLSearchParams({ q: text })}`;
  link.textContent = text;
  item.append(link);
  return item;
}
