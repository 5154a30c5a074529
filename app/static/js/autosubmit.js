// A chosen filter applies at once on wide windows; typed text waits for Enter. The button stays for everyone else.
export default function (form) {
  if (!matchMedia("(min-width: 62rem)").matches) return;
  form.addEventListener("change", (event) => {
    if (!event.target.matches("input[type=checkbox], input[type=radio], select")) return;
    try { sessionStorage.setItem("filter-focus", event.target.id); } catch { /* private window */ }
    for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
    form.requestSubmit();
  });
  let last = null;
  try { last = sessionStorage.getItem("filter-focus"); sessionStorage.removeItem("filter-focus"); } catch { return; }
  const field = last && document.getElementById(last);
  if (field && form.contains(field)) field.focus({ preventScroll: true });
}
