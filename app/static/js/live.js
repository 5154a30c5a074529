// A part of a page that renews itself: [data-live="/address" data-mark]. The address answers HTML, or 304 while the mark
// holds; its [data-live-first] goes to the page's [data-live-top]. Buttons inside send their form without leaving the page,
// so a question half typed beside them stays, and what is ticked but not sent yet stays ticked.
// [data-live-said] is told what is on now ([data-live-now]).
const EVERY = 3000;

export default function (region) {
  const top = document.querySelector("[data-live-top]");
  const parts = [top, region].filter(Boolean);
  const all = (selector) => parts.flatMap((part) => [...part.querySelectorAll(selector)]);
  const said = document.querySelector("[data-live-said]");
  const now = () => {
    const on = all("[data-live-now]")[0];
    return on ? `${on.dataset.liveKind ?? "Jetzt dran"}: ${on.dataset.liveNow}` : "";
  };
  let mark = `"${region.dataset.mark}"`;
  let current = now();

  async function renew(known = mark) {
    const answer = await fetch(region.dataset.live, { headers: { "If-None-Match": known }, cache: "no-store" });
    if (answer.status !== 200) return;
    mark = answer.headers.get("ETag");
    show(await answer.text());
  }
  function show(html) {
    const held = parts.some((part) => part.contains(document.activeElement)) ? document.activeElement.id : "";
    const ticked = all("input[id]").filter((one) => one.checked !== one.defaultChecked).map((one) => [one.id, one.checked]);
    place(html);
    for (const [id, checked] of ticked) if (document.getElementById(id)) document.getElementById(id).checked = checked;
    if (held) document.getElementById(held)?.focus();
    if (said && now() !== current) said.textContent = now();
    current = now();
  }
  function place(html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const first = fresh.content.querySelector("[data-live-first]");
    if (top && first) top.replaceChildren(...first.childNodes);
    first?.remove();
    region.replaceChildren(fresh.content);
  }
  async function again() {
    if (!document.hidden) await renew().catch(() => { /* the network is away for a moment */ });
    setTimeout(again, EVERY);
  }
  async function send(event) {
    event.preventDefault();
    const form = event.target;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => null);
    if (answer?.type !== "opaqueredirect") return form.submit();
    await renew("").catch(() => location.reload());
  }
  for (const part of parts) part.addEventListener("submit", send);
  setTimeout(again, EVERY);
}
