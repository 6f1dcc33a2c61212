// What works without this file works a little sooner with it: a slider says its day while it moves, and shows it when let go.
for (const slider of document.querySelectorAll("input[data-from]")) {
  const told = document.getElementById(slider.dataset.says);
  const day = () => new Date(Date.parse(slider.dataset.from) + slider.value * 864e5).toISOString().slice(0, 10);
  slider.addEventListener("input", () => { told.textContent = day(); });
  slider.addEventListener("change", () => slider.form.requestSubmit());
}
