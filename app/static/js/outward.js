// Counts that a link outside was followed, without cookies; the link itself stays as it is.
export default function (link) {
  const note = (event) => {
    if (event.button > 1) return;
    const body = new URLSearchParams({ zeichen: link.dataset.sign });
    if ("keepalive" in Request.prototype) fetch(link.dataset.counted, { method: "POST", body, keepalive: true, credentials: "omit" }).catch(() => {});
    else navigator.sendBeacon(link.dataset.counted, body);
  };
  link.addEventListener("click", note);
  link.addEventListener("auxclick", note);
}
