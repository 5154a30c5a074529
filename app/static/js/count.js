// Says how many letters are left; aloud only when few are.
export default function (field) {
  const most = Number(field.dataset.count);
  const note = document.getElementById(`${field.id}-zaehler`);
  if (!note || !most) return;
  const say = () => {
    const left = most - [...field.value].length;
    note.textContent = left >= 0 ? `Noch ${left} Zeichen.` : `${-left} Zeichen zu viel.`;
    note.classList.toggle("count--over", left < 0);
    if (left < 20) note.setAttribute("role", "status"); else note.removeAttribute("role");
  };
  field.addEventListener("input", say);
  say();
}
