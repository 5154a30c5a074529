// A form that came back with errors starts at its summary.
export default function (element) {
  element.focus({ preventScroll: false });
}
