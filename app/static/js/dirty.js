// Asks before leaving a form with changes that were not sent. Autosave clears the mark.
export default function (form) {
  form.addEventListener("input", () => { form.dataset.changed = ""; });
  form.addEventListener("submit", () => { delete form.dataset.changed; });
  window.addEventListener("beforeunload", (event) => {
    if ("changed" in form.dataset) event.preventDefault();
  });
}
