// The map: land from our own file, lines between territories, places that gather in clusters.
import { colour, whenThemeChanges } from "./colours.js";
import { greatCircle } from "./great_circles.js";

const frame = document.getElementById("map");

function features(data) {
  const lines = data.lines.map(([near, far, n, first], id) => ({
    type: "Feature",
    id,
    properties: { n, first },
    geometry: {
      type: "LineString",
      coordinates: greatCircle(data.places[near].slice(2), data.places[far].slice(2)),
    },
  }));
  const sides = new Map();
  for (const [near, far, n] of data.lines) {
    sides.set(near, { near: true, n: (sides.get(near)?.n ?? 0) + n });
    sides.set(far, { near: sides.get(far)?.near ?? false, n: (sides.get(far)?.n ?? 0) + n });
  }
  const points = data.places.map(([id, name, longitude, latitude], number) => ({
    type: "Feature",
    properties: { id, name, ...sides.get(number), here: 1 },
    geometry: { type: "Point", coordinates: [longitude, latitude] },
  }));
  return {
    lines: { type: "FeatureCollection", features: lines },
    points: { type: "FeatureCollection", features: points },
  };
}

function style(data) {
  const many = data.lines.features.length;
  const thin = many > 2000 ? 0.5 : many > 300 ? 0.8 : 1.4;
  const strong = ["boolean", ["feature-state", "strong"], false];
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: new URL(frame.dataset.land, location.href).href },
      lines: { type: "geojson", data: data.lines, lineMetrics: true, tolerance: 0.6 },
      points: {
        type: "geojson",
        data: data.points,
        cluster: true,
        clusterRadius: 34,
        clusterMaxZoom: 7,
        clusterProperties: { places: ["+", ["get", "here"]] },
      },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("--sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("--land") } },
      {
        id: "borders",
        type: "line",
        source: "land",
        paint: { "line-color": colour("--border-land"), "line-width": 0.7 },
      },
      {
        id: "lines",
        type: "line",
        source: "lines",
        layout: { "line-cap": "round" },
        paint: {
          "line-gradient": [
            "interpolate",
            ["linear"],
            ["line-progress"],
            0,
            colour("--near"),
            1,
            colour("--far"),
          ],
          "line-width": ["case", strong, 5, ["min", 4, ["+", thin, ["*", 0.3, ["ln", ["get", "n"]]]]]],
          "line-opacity": ["case", strong, 1, many > 2000 ? 0.35 : many > 300 ? 0.5 : 0.8],
        },
      },
      {
        id: "points",
        type: "circle",
        source: "points",
        filter: ["!", ["has", "point_count"]],
        paint: {
          "circle-color": ["case", ["get", "near"], colour("--near"), colour("--far")],
          "circle-radius": 4,
          "circle-stroke-color": colour("--paper"),
          "circle-stroke-width": 1,
        },
      },
    ],
  };
}

// Clusters are buttons on the page, so that the keyboard opens them and no letters are fetched.
function clusters(map) {
  const shown = new Map();
  return () => {
    const wanted = new Map();
    if (map.isSourceLoaded("points")) {
      for (const found of map.querySourceFeatures("points")) {
        if (found.properties.cluster) wanted.set(found.properties.cluster_id, found);
      }
    } else return;
    for (const [id, marker] of shown) {
      if (wanted.has(id)) continue;
      marker.remove();
      shown.delete(id);
    }
    for (const [id, found] of wanted) {
      if (!shown.has(id)) shown.set(id, clusterButton(map, found).addTo(map));
    }
  };
}

function clusterButton(map, found) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "cluster";
  button.textContent = found.properties.point_count_abbreviated;
  button.setAttribute("aria-label", `${found.properties.point_count} ${frame.dataset.openCluster}`);
  const { coordinates } = found.geometry;
  button.addEventListener("click", async () => {
    const zoom = await map.getSource("points").getClusterExpansionZoom(found.properties.cluster_id);
    map.easeTo({ center: coordinates, zoom });
  });
  return new maplibregl.Marker({ element: button }).setLngLat(coordinates);
}

function highlight(map, data, raw) {
  let current = null;
  const numbers = new Map(
    raw.lines.map(([near, far], id) => [`${raw.places[near][0]}|${raw.places[far][0]}`, id]),
  );
  const links = new Map();
  for (const link of document.querySelectorAll("[data-line]")) {
    links.set(numbers.get(link.dataset.line), link);
  }
  const mark = (id) => {
    if (current === id) return;
    if (current !== null) {
      map.setFeatureState({ source: "lines", id: current }, { strong: false });
      links.get(current)?.classList.remove("strong");
    }
    current = id ?? null;
    if (current === null) return;
    map.setFeatureState({ source: "lines", id: current }, { strong: true });
    links.get(current)?.classList.add("strong");
  };
  const show = (id) => {
    mark(id);
    const bounds = new maplibregl.LngLatBounds();
    for (const point of data.lines.features[id].geometry.coordinates) bounds.extend(point);
    const seen = map.getBounds();
    if (seen.contains(bounds.getSouthWest()) && seen.contains(bounds.getNorthEast())) return;
    map.fitBounds(bounds, { padding: 60, maxZoom: 5, animate: !quiet.matches });
  };
  for (const [id, link] of links) {
    if (id === undefined) continue;
    link.addEventListener("focus", () => show(id));
    link.addEventListener("pointerenter", () => mark(id));
    link.addEventListener("pointerleave", () => mark(null));
    link.addEventListener("blur", () => mark(null));
  }
  return mark;
}

const quiet = matchMedia("(prefers-reduced-motion: reduce)");

function points(map) {
  const popup = new maplibregl.Popup({ closeButton: false, closeOnClick: false, offset: 8 });
  map.on("mouseenter", "points", (event) => {
    map.getCanvas().style.cursor = "pointer";
    const { properties, geometry } = event.features[0];
    popup.setLngLat(geometry.coordinates).setText(properties.name).addTo(map);
  });
  map.on("mouseleave", "points", () => {
    map.getCanvas().style.cursor = "";
    popup.remove();
  });
  map.on("click", "points", (event) => {
    const { id } = event.features[0].properties;
    location.href = `${frame.dataset.places}${encodeURIComponent(id)}/`;
  });
}

function fit(map, data) {
  const bounds = new maplibregl.LngLatBounds();
  for (const line of data.lines.features) {
    for (const point of line.geometry.coordinates) bounds.extend(point);
  }
  if (bounds.isEmpty()) return;
  map.fitBounds(bounds, { padding: 40, maxZoom: 5, animate: false });
}

async function start() {
  const raw = await (await fetch(frame.dataset.arcs)).json();
  const data = features(raw);
  const map = new maplibregl.Map({
    container: frame,
    style: style(data),
    center: [-30, 18],
    zoom: 1.1,
    minZoom: 0.4,
    maxZoom: 9,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    locale: {
      "NavigationControl.ZoomIn": frame.dataset.zoomIn,
      "NavigationControl.ZoomOut": frame.dataset.zoomOut,
      "Map.Title": frame.getAttribute("aria-label"),
    },
  });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  map.touchZoomRotate.disableRotation();
  fit(map, data);
  const mark = highlight(map, data, raw);
  map.on("mousemove", "lines", (event) => mark(event.features[0].id));
  map.on("mouseleave", "lines", () => mark(null));
  map.on("click", "lines", (event) => {
    const link = document.querySelector(".lines .strong");
    if (link && !map.queryRenderedFeatures(event.point, { layers: ["points"] }).length) link.click();
  });
  points(map);
  const gather = clusters(map);
  map.on("render", gather);
  map.once("idle", () => {
    frame.dataset.ready = "yes";
  });
  whenThemeChanges(() => map.setStyle(style(data)));
}

try {
  await start();
} catch (trouble) {
  frame.textContent = frame.dataset.noMap;
  frame.dataset.ready = "no";
  console.warn(trouble);
}
