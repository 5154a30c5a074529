// Filters stand open beside the results on wide windows and folded above them on narrow ones.
export default function (details) {
  const wide = matchMedia("(min-width: 62rem)");
  const fit = () => { details.open = wide.matches; };
  fit();
  wide.addEventListener("change", fit);
}
