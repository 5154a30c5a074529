// A double click would send a form twice: two orders, two mails. The second press within five seconds is left out.
let sent = new WeakMap();
addEventListener("pageshow", () => { sent = new WeakMap(); });
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") return;
  if (event.timeStamp - sent.get(form) < 5000) event.preventDefault();
  else sent.set(form, event.timeStamp);
});

// One listener serves all forms of a page.
export default function () {}
