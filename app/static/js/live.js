// A part of a page that renews itself: [data-live="/address" data-mark]. The address answers HTML, or 304 while the mark
// holds. Buttons inside send their form without leaving the page, so a question half typed beside them stays.
// [data-live-said] is told what is on now ([data-live-now]).
const EVERY = 3000;

export default function (region) {
  const said = document.querySelector("[data-live-said]");
  const now = () => region.querySelector("[data-live-now]")?.dataset.liveNow ?? "";
  let mark = `"${region.dataset.mark}"`;
  let current = now();

  async function renew() {
    const answer = await fetch(region.dataset.live, { headers: { "If-None-Match": mark }, cache: "no-store" });
    if (answer.status !== 200) return;
    mark = answer.headers.get("ETag");
    show(await answer.text());
  }
  function show(html) {
    const held = region.contains(document.activeElement) ? document.activeElement.id : "";
    region.innerHTML = html;
    if (held) document.getElementById(held)?.focus();
    if (said && now() !== current) said.textContent = now() ? `Jetzt dran: ${now()}` : "";
    current = now();
  }
  async function again() {
    if (!document.hidden) await renew().catch(() => { /* the network is away for a moment */ });
    setTimeout(again, EVERY);
  }
  region.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => null);
    if (answer?.type !== "opaqueredirect") return form.submit();
    await renew().catch(() => location.reload());
  });
  setTimeout(again, EVERY);
}
