// Buttons that copy a text or print the page; they appear only when they work.
export default function (button) {
  if ("print" in button.dataset) {
    button.addEventListener("click", () => window.print());
  } else {
    if (!navigator.clipboard) return;
    const label = button.querySelector(".kern-label") ?? button;
    const usual = label.textContent;
    label.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      label.textContent = "Kopiert";
      setTimeout(() => { label.textContent = usual; }, 2500);
    });
  }
  button.hidden = false;
}
