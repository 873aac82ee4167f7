// What every page does: the choice of colours, and menus that close when left.

function rememberTheme(value) {
  try {
    if (value) localStorage.setItem("theme", value);
    else localStorage.removeItem("theme");
  } catch {
    // The choice then lasts for this page only.
  }
  if (value) document.documentElement.dataset.theme = value;
  else delete document.documentElement.dataset.theme;
  document.dispatchEvent(new CustomEvent("theme"));
}

for (const choice of document.querySelectorAll("[data-theme-choice]")) {
  const select = choice.querySelector("select");
  select.value = document.documentElement.dataset.theme ?? "";
  select.addEventListener("change", () => rememberTheme(select.value));
  choice.hidden = false;
}

for (const menu of document.querySelectorAll("details.account-menu")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

// On a narrow screen the menus are moved sideways: the page that is open is in sight.
for (const here of document.querySelectorAll(".nav-list [aria-current]")) {
  const list = here.closest(".nav-list");
  list.scrollLeft = here.offsetLeft - list.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
}

document.querySelector("[data-error-summary]")?.focus();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
