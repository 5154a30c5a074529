// What has changed at a shop: its name and hours, in one small form that is put where it is needed.
export default function (root, saved) {
  const part = (selector, inside = root) => inside.querySelector(selector);
  const place = (stop) => part("[data-change-here]", stop);

  function open(stop) {
    const here = place(stop);
    here.replaceChildren(part("[data-change-form]").content.cloneNode(true));
    const stored = { holidays: "unsaid", title: stop.dataset.title, ...JSON.parse(stop.dataset.stored) };
    for (const field of here.querySelectorAll("[name]")) field.value = stored[field.name] ?? "";
    if (stored.syntax) {
      part("[data-syntax]", here).hidden = false;
      part("[data-syntax] span", here).textContent = stored.syntax;
    }
    here.onkeydown = (event) => { if (event.key === "Enter" && event.target.matches("input")) { event.preventDefault(); save(stop); } };
    part("[name=title]", here).focus();
  }
  function save(stop) {
    const here = place(stop);
    const fields = Object.fromEntries([...here.querySelectorAll("[name]")].map((one) => [one.name, one.value.trim()]));
    if (!fields.title) return part("[name=title]", here).focus();
    if (Object.keys(fields).some((name) => name.startsWith("day_") && fields[name])) fields.syntax = "";
    return saved(stop, fields);
  }
  root.addEventListener("click", (event) => {
    const stop = event.target.closest("[data-stop]");
    if (!stop) return;
    if (event.target.closest("[data-change]")) { event.preventDefault(); open(stop); }
    if (event.target.closest("[data-save]")) save(stop);
    if (event.target.closest("[data-cancel]")) { place(stop).replaceChildren(); part("[data-change]", stop).focus(); }
  });
  return open;
}
