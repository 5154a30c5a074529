// Counts at which rank a hit was chosen: <div data-clicks="signature"> around <ol start="1">. The links stay as they are;
// beside following one, the browser sends a small note to this site, without cookies where it can.
export default function (part) {
  const send = (rank) => {
    const body = new URLSearchParams({ rang: rank, zeichen: part.dataset.clicks });
    if (!("keepalive" in Request.prototype)) return navigator.sendBeacon("/suche/klick", body);
    fetch("/suche/klick", { method: "POST", body, keepalive: true, credentials: "omit" }).catch(() => {});
  };
  const note = (event) => {
    const item = event.target.closest?.("a")?.closest("ol > li");
    if (item && part.contains(item) && event.button < 2) send(item.parentElement.start + [...item.parentElement.children].indexOf(item));
  };
  part.addEventListener("click", note);
  part.addEventListener("auxclick", note);
}
