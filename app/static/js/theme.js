// Light or dark: follows the device until someone switches; the choice stays on this device only.
// A classic script in the head, so that no page flashes in the wrong colours.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const read = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const write = (value) => {
    try { value ? localStorage.setItem("theme", value) : localStorage.removeItem("theme"); } catch { /* private window */ }
  };
  const shown = () => root.dataset.kernTheme || (dark.matches ? "dark" : "light");
  const apply = (value) => { value ? (root.dataset.kernTheme = value) : delete root.dataset.kernTheme; };

  const stored = read();
  if (stored === "light" || stored === "dark") apply(stored);

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      const say = () => button.setAttribute("aria-pressed", String(shown() === "dark"));
      button.hidden = false;
      say();
      dark.addEventListener("change", say);
      button.addEventListener("click", () => {
        const wanted = shown() === "dark" ? "light" : "dark";
        const same = wanted === (dark.matches ? "dark" : "light");
        apply(same ? null : wanted);
        write(same ? null : wanted);
        say();
      });
    }
  });
})();
