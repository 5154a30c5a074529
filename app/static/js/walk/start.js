// Begin where one stands. The place is asked for after a press only, and goes to this installation alone.
const root = document.querySelector("[data-walk-start]");
const near = root?.querySelector("[data-walk-near]");
if (near && navigator.geolocation && window.isSecureContext) {
  near.hidden = false;
  near.querySelector("button").addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => location.assign(`${location.pathname}?von=${coords.latitude.toFixed(4)},${coords.longitude.toFixed(4)}`),
      () => {
        const problem = root.querySelector("[data-walk-problem]");
        problem.textContent = "Ihr Gerät sagt nicht, wo Sie sind. Bitte wählen Sie eine Straße.";
        problem.hidden = false;
      },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  });
}
