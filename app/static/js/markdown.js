// A toolbar over a Markdown field: bold, heading, list, link, picture. Strg+B and Strg+K work as well.
const TOOLS = [
  { name: "Fett", symbol: "bold", around: "**", sample: "fetter Text", key: "b" },
  { name: "Überschrift", symbol: "heading", start: "## ", sample: "Überschrift" },
  { name: "Liste", symbol: "list", start: "- ", sample: "Punkt der Liste" },
  { name: "Link", symbol: "link", link: "", key: "k" },
  { name: "Bild", symbol: "image", link: "!" },
];

// Replaces the selection so that the browser's undo still works, and selects the part to type over.
function put(field, text, from, to) {
  const start = field.selectionStart;
  field.focus();
  if (!document.execCommand("insertText", false, text)) field.setRangeText(text, start, field.selectionEnd, "end");
  field.setSelectionRange(start + from, start + to);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function use(tool, field) {
  const chosen = field.value.slice(field.selectionStart, field.selectionEnd);
  if (tool.around) {
    const text = chosen || tool.sample;
    put(field, tool.around + text + tool.around, tool.around.length, tool.around.length + text.length);
  } else if (tool.start) {
    const before = field.value.slice(0, field.selectionStart);
    const gap = before === "" || before.endsWith("\n") ? "" : "\n";
    const text = (chosen || tool.sample).split("\n").map((line) => tool.start + line).join("\n");
    put(field, gap + text, gap.length + tool.start.length, gap.length + text.length);
  } else {
    const text = chosen || (tool.link ? "Was auf dem Bild zu sehen ist" : "Text des Links");
    const head = `${tool.link}[${text}](`;
    put(field, `${head}https://)`, head.length, head.length + 8);
  }
}

function button(tool, field) {
  const element = document.createElement("button");
  element.type = "button";
  element.title = tool.key ? `${tool.name} (Strg+${tool.key.toUpperCase()})` : tool.name;
  element.setAttribute("aria-label", tool.name);
  element.append(icon(tool.symbol));
  element.addEventListener("click", () => use(tool, field));
  return element;
}

function icon(name) {
  const any = document.querySelector("svg.icon use").getAttribute("href").split("#")[0];
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS("http://www.w3.org/2000/svg", "use"));
  svg.firstChild.setAttribute("href", `${any}#${name}`);
  return svg;
}

// One stop for the Tab key; arrows move inside, as the ARIA pattern for toolbars says.
function roam(bar) {
  const buttons = [...bar.children];
  buttons.forEach((one, index) => { one.tabIndex = index ? -1 : 0; });
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    buttons.forEach((one) => { one.tabIndex = one === next ? 0 : -1; });
    next.focus();
    event.preventDefault();
  });
}

export default function (field) {
  const bar = document.createElement("div");
  bar.className = "md-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Text gestalten");
  bar.setAttribute("aria-controls", field.id);
  bar.append(...TOOLS.map((tool) => button(tool, field)));
  roam(bar);
  field.before(bar);
  field.addEventListener("keydown", (event) => {
    const tool = (event.ctrlKey || event.metaKey) && TOOLS.find((one) => one.key === event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    use(tool, field);
  });
}
