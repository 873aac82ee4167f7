// The lines of a long text are numbered, and a finding leads to its line.

for (const area of document.querySelectorAll("textarea[data-line-numbers]")) {
  const frame = document.createElement("div");
  const numbers = document.createElement("pre");
  frame.className = "numbered";
  numbers.setAttribute("aria-hidden", "true");
  area.before(frame);
  frame.append(numbers, area);

  let shown = 0;
  const count = () => {
    const lines = area.value.split("\n").length;
    if (lines === shown) return;
    shown = lines;
    numbers.textContent = Array.from({ length: lines }, (_, n) => n + 1).join("\n");
  };
  area.addEventListener("input", count);
  area.addEventListener("scroll", () => {
    numbers.scrollTop = area.scrollTop;
  });
  count();

  for (const link of document.querySelectorAll("[data-to-line]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const lines = area.value.split("\n");
      const line = Math.min(Number(link.dataset.toLine), lines.length);
      const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
      area.focus();
      area.setSelectionRange(start, start + lines[line - 1].length);
      const height = area.scrollHeight / lines.length;
      area.scrollTop = Math.max(0, (line - 5) * height);
      area.scrollIntoView({ block: "nearest" });
    });
  }
}
