// Logging out takes along what the Straßenrunde keeps on this device. Loaded only where there was one.
export default function (form) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    window.indexedDB?.deleteDatabase("strassenrunde");
    window.caches?.delete("strassenrunde");
    navigator.serviceWorker?.getRegistrations().then((all) => all.forEach((one) => one.unregister()));
    localStorage.removeItem("walk");
  });
}
