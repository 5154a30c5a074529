// Filters stand open beside the results on wide windows and folded above them on narrow ones.
// On wide windows a choice applies at once, typed text waits for Enter; the button stays for everyone else.
const wide = matchMedia("(min-width: 62rem)");
const NOTE = "filter-focus";

const remember = (field) => {
  try { sessionStorage.setItem(NOTE, JSON.stringify([field.name, field.value])); } catch { /* private window */ }
};

// After the page has come back the focus is where it was.
function restore(form) {
  let last = null;
  try { last = sessionStorage.getItem(NOTE); sessionStorage.removeItem(NOTE); } catch { return; }
  const [name, value] = JSON.parse(last ?? "[]");
  const same = [...form.elements].filter((field) => field.name === name);
  (same.find((field) => field.value === value) ?? same[0])?.focus({ preventScroll: true });
}

export default function (details) {
  const form = details.querySelector("form");
  const fit = () => { details.open = wide.matches; };
  fit();
  wide.addEventListener("change", fit);
  if (!wide.matches) return;
  form.addEventListener("change", (event) => {
    if (!event.target.matches("input[type=checkbox], input[type=radio], select")) return;
    remember(event.target);
    for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
    form.requestSubmit();
  });
  restore(form);
}
