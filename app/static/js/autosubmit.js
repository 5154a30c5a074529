// A chosen filter applies at once on wide windows; typed text waits for Enter. The button stays for everyone else.
export default function (form) {
  if (!matchMedia("(min-width: 62rem)").matches) return;
  form.addEventListener("change", (event) => {
    if (!event.target.matches("input[type=checkbox], input[type=radio], select")) return;
    try { sessionStorage.setItem("filter-focus", JSON.stringify([event.target.name, event.target.value])); } catch { /* private window */ }
    for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
    form.requestSubmit();
  });
  let last = null;
  try { last = sessionStorage.getItem("filter-focus"); sessionStorage.removeItem("filter-focus"); } catch { return; }
  const [name, value] = JSON.parse(last ?? "[]");
  const same = [...form.elements].filter((field) => field.name === name);
  (same.find((field) => field.value === value) ?? same[0])?.focus({ preventScroll: true });
}
