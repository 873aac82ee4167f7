// Draws the chart that the page carries, in the reader's colours.
import { colour, whenThemeChanges } from "./colours.js";

const data = document.getElementById("chart");
const place = document.querySelector("[data-chart]");

function inColours(value) {
  if (Array.isArray(value)) return value.map(inColours);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inColours(one)]));
  }
  if (value === "--sans") return getComputedStyle(document.body).fontFamily;
  return typeof value === "string" && value.startsWith("--") ? colour(value) : value;
}

async function draw() {
  place.hidden = false;
  await window.vegaEmbed(place, inColours(JSON.parse(data.textContent)), {
    actions: false,
    ast: true, // no eval under the Content-Security-Policy
    defaultStyle: false,
    logLevel: 1, // errors only
    renderer: "svg",
    tooltip: { disableDefaultStyle: true },
  });
}

if (data && place && window.vegaEmbed) {
  await draw();
  whenThemeChanges(draw);
}
