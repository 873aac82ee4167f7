// The shortest line over the globe between two points [longitude, latitude] in degrees.
// Ed Williams, "Aviation Formulary", intermediate points on a great circle.

const RADIANS = Math.PI / 180;

function onSphere([longitude, latitude]) {
  const ring = Math.cos(latitude * RADIANS);
  return [
    ring * Math.cos(longitude * RADIANS),
    ring * Math.sin(longitude * RADIANS),
    Math.sin(latitude * RADIANS),
  ];
}

function between(a, b, angle, share) {
  const near = Math.sin((1 - share) * angle) / Math.sin(angle);
  const far = Math.sin(share * angle) / Math.sin(angle);
  const [x, y, z] = a.map((part, axis) => near * part + far * b[axis]);
  return [Math.atan2(y, x) / RADIANS, Math.atan2(z, Math.hypot(x, y)) / RADIANS];
}

// Longitudes run on past 180 degrees rather than jump: the map repeats the world there, and no
// band is drawn across it.
export function greatCircle(from, to) {
  const [a, b] = [onSphere(from), onSphere(to)];
  const cosine = a.reduce((sum, part, axis) => sum + part * b[axis], 0);
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  if (angle < 1e-9 || angle > 3.14158) return [from, to];
  const steps = Math.max(6, Math.min(80, Math.round(angle * 32)));
  const line = [from];
  for (let step = 1; step <= steps; step += 1) {
    const point = between(a, b, angle, step / steps);
    point[0] += 360 * Math.round((line[step - 1][0] - point[0]) / 360);
    line.push(point);
  }
  return line;
}
