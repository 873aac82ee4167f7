// Draws the chart that the page carries. Colours are left to the tokens of the style sheet, so
// that the chart follows the theme, and paper.

const data = document.getElementById("chart");
const place = document.querySelector("[data-chart]");

function inTokens(value) {
  if (Array.isArray(value)) return value.map(inTokens);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inTokens(one)]));
  }
  return typeof value === "string" && value.startsWith("--") ? `var(${value})` : value;
}

if (data && place && window.vegaEmbed) {
  place.hidden = false;
  const chart = inTokens(JSON.parse(data.textContent));
  chart.config.font = getComputedStyle(document.body).fontFamily; // measured, so no token
  await window.vegaEmbed(place, chart, {
    actions: false,
    ast: true, // no eval under the Content-Security-Policy
    defaultStyle: false,
    logLevel: 1, // errors only
    renderer: "svg",
    tooltip: { disableDefaultStyle: true },
  });
}
