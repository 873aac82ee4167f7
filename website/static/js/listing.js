// The list of agreements: filters that fold on a phone, and a word on how many were found.

const wide = matchMedia("(width >= 60rem)");
let unfolded = false;

function fold() {
  for (const details of document.querySelectorAll("[data-filters]")) {
    details.open = wide.matches || unfolded;
    details.addEventListener("toggle", () => {
      if (!wide.matches) unfolded = details.open;
    });
  }
}

function announce() {
  const found = document.querySelector("[data-count]");
  const voice = document.querySelector("[data-announce]");
  if (found && voice) voice.textContent = found.textContent;
}

wide.addEventListener("change", fold);
fold();
document.body.addEventListener("htmx:afterSwap", fold);
document.body.addEventListener("htmx:afterSettle", announce);
