// Deciding on pairs by keyboard: J and K move, S, D and R decide, X chooses.
const form = document.querySelector("[data-questions]");
document.querySelector("[data-key-help]")?.toggleAttribute("hidden", !form);

const pairs = () => [...form.querySelectorAll(".pair")];

function here() {
  return document.activeElement.closest(".pair") ?? pairs()[0];
}

function move(by) {
  const all = pairs();
  const at = document.activeElement.closest(".pair");
  const next = at ? all[all.indexOf(at) + by] : all[0];
  next?.focus();
}

form?.addEventListener("keydown", act);
document.addEventListener("keydown", (event) => {
  if (form && event.target === document.body) act(event);
});

function act(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === "j") move(1);
  else if (key === "k") move(-1);
  else if (["s", "d", "r", "x"].includes(key)) here()?.querySelector(`[data-key="${key}"]`)?.click();
  else return;
  event.preventDefault();
}
