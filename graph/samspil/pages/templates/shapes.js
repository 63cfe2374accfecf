// How nodes and edges look, for the canvas and for the exported picture alike.
const FONT = '"Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif';
const SIZE = data.figure.font;
const LEADING = data.figure.leading;

// The outline of a node as path commands; with its border the shape says the kind, so that colour
// needn't. The same shapes as those of `samspil figure`.
const ROUND = new Set(["forum", "collaboration"]);
const cornerOf = (kind, height) => (ROUND.has(kind) ? height / 2 : ["unit", "role", "not-stated"].includes(kind) ? 6 : 0);

function outline(kind, x, y, width, height) {
  const [w, h, r] = [width / 2, height / 2, Math.min(cornerOf(kind, height), width / 2)];
  const k = r * 0.4477; // A quarter of a circle as a cubic curve.
  return [
    ["M", x - w + r, y - h], ["L", x + w - r, y - h], ["C", x + w - k, y - h, x + w, y - h + k, x + w, y - h + r],
    ["L", x + w, y + h - r], ["C", x + w, y + h - k, x + w - k, y + h, x + w - r, y + h],
    ["L", x - w + r, y + h], ["C", x - w + k, y + h, x - w, y + h - k, x - w, y + h - r],
    ["L", x - w, y - h + r], ["C", x - w, y - h + k, x - w + k, y - h, x - w + r, y - h], ["Z"],
  ];
}

const DASHED = { role: [4, 2.5], "not-stated": [1.5, 2.5] };
const STACK = 3;

// All strokes of a node, first to last: a group has a second box behind it, a collaboration a
// second line within.
function layersOf(kind, x, y, width, height) {
  const own = { path: outline(kind, x, y, width, height), fill: true, width: kind === "organization" ? 2 : 1, dashes: DASHED[kind] || [] };
  if (kind === "group") return [{ ...own, path: outline(kind, x + STACK, y - STACK, width, height) }, own];
  if (kind === "collaboration") return [own, { path: outline(kind, x, y, width - 5, height - 5), fill: false, width: 0.8, dashes: [] }];
  return [own];
}

// A line's colour (by name), width, dashes and end come from Python, as `samspil figure` draws it.
const lineOf = (edge) => ({ colour: edge.stroke[0], width: edge.stroke[1], dashes: edge.stroke[2], end: edge.stroke[3] });

// The mark where a line meets the second node: only telling has a filled arrow, a seat has a dot.
function markOf(end, width, tip, angle) {
  const at = (back, side) => [tip.x - back * Math.cos(angle) - side * Math.sin(angle), tip.y - back * Math.sin(angle) + side * Math.cos(angle)];
  const lines = (...points) => points.map((point, i) => [i ? "L" : "M", ...point]);
  const size = 4 + width * 0.4;
  const disc = (back, radius) => ({ path: outline("forum", ...at(back, 0), radius * 2, radius * 2) });
  switch (end) {
    case "arrow": return [{ path: [...lines(at(0, 0), at(9.5, size), at(9.5, -size)), ["Z"]], fill: "line" }];
    case "triangle": return [{ path: [...lines(at(0.5, 0), at(8, 4), at(8, -4)), ["Z"]], fill: "ground", width: 1.2 }];
    case "dot": return [{ ...disc(3, 3), fill: "line" }];
    case "cross": return [{ path: [...lines(at(2, 4.5), at(11, -4.5)), ...lines(at(2, -4.5), at(11, 4.5))], width: 1.4 }];
    case "question": return [{ ...disc(6, 5.5), fill: "ground", width: 1, text: "?", at: at(6, 0) }];
    default: return [{ path: lines(at(7, 3.8), at(0.8, 0), at(7, -3.8)), width: 1.4 }];
  }
}

// The curve that vis draws: ends in the middles of the nodes, one point between. A line that is led
// around boxes goes from point to point instead; `far` is how far along each point lies.
function curveOf(edge) {
  const from = nodes.get(edge.from);
  const to = nodes.get(edge.to);
  if (edge.turns) {
    const points = [from, ...edge.turns.map(([x, y]) => ({ x, y })), to];
    const far = [0];
    points.slice(1).forEach((point, i) => far.push(far[i] + Math.hypot(point.x - points[i].x, point.y - points[i].y)));
    return { from, to, points, far: far.map((one) => one / far.at(-1)) };
  }
  const sign = edge.smooth.type === "curvedCCW" ? -1 : 1;
  const bend = edge.smooth.enabled ? edge.smooth.roundness * sign : 0;
  const reach = (Math.abs(bend) * 0.5 + 0.5) * Math.hypot(to.x - from.x, to.y - from.y);
  const angle = Math.atan2(from.y - to.y, to.x - from.x) + (bend * 0.5 + 0.5) * Math.PI;
  const via = { x: from.x + reach * Math.sin(angle), y: from.y + reach * Math.cos(angle) };
  return { from, via, to };
}

function pointOn(curve, t) {
  if (curve.points) {
    const i = Math.max(1, curve.far.findIndex((far) => far >= Math.min(t, 1)));
    const [a, b] = [curve.points[i - 1], curve.points[i]];
    const share = (t - curve.far[i - 1]) / (curve.far[i] - curve.far[i - 1]);
    return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
  }
  const a = (1 - t) * (1 - t);
  const b = 2 * t * (1 - t);
  const c = t * t;
  return {
    x: a * curve.from.x + b * curve.via.x + c * curve.to.x,
    y: a * curve.from.y + b * curve.via.y + c * curve.to.y,
  };
}

function inside(node, point) {
  const r = Math.min(cornerOf(node.kind, node.box[1]), node.box[0] / 2);
  const dx = Math.abs(point.x - node.x) - (node.box[0] / 2 - r);
  const dy = Math.abs(point.y - node.y) - (node.box[1] / 2 - r);
  return Math.max(dx, dy) <= r && (dx <= 0 || dy <= 0 || Math.hypot(dx, dy) <= r);
}

// The part of the curve that shows: from where it last leaves one node to where it meets the other.
function shownPart(curve) {
  const border = (node, from, towards) => {
    let low = from;
    for (let i = 1; i <= 40; i += 1) {
      low = from + ((towards - from) * i) / 40;
      if (!inside(node, pointOn(curve, low))) break;
    }
    let high = low - (towards - from) / 40;
    for (let i = 0; i < 14; i += 1) {
      const half = (low + high) / 2;
      if (inside(node, pointOn(curve, half))) high = half;
      else low = half;
    }
    return low;
  };
  return [border(curve.from, 0, 1), border(curve.to, 1, 0)];
}

// Where a line ends, and in which direction it comes there.
function tipOf(edge) {
  const curve = curveOf(edge);
  const [, end] = shownPart(curve);
  const tip = pointOn(curve, end);
  let back = end;
  const far = () => Math.hypot(pointOn(curve, back).x - tip.x, pointOn(curve, back).y - tip.y);
  while (back > 0.02 && far() < 8) back -= 0.01;
  const before = pointOn(curve, back);
  return { tip, angle: Math.atan2(tip.y - before.y, tip.x - before.x) };
}

// Where the label of an edge may stand: on its line, over no node and no other label, and within
// the picture from left to right.
function labelPlace(edge, width, height, taken, shown, [left, right]) {
  const curve = curveOf(edge);
  const [start, end] = shownPart(curve);
  for (const share of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]) {
    const point = pointOn(curve, start + (end - start) * share);
    const box = { x: point.x, y: point.y, w: width / 2 + 2, h: height / 2 + 2 };
    if (point.x > left && point.x < right) box.x = Math.max(left + box.w, Math.min(point.x, right - box.w));
    const hits = (other) => Math.abs(box.x - other.x) < box.w + other.w && Math.abs(box.y - other.y) < box.h + other.h;
    if (taken.some(hits)) continue;
    if (shown.some((node) => hits({ x: node.x, y: node.y, w: node.box[0] / 2, h: node.box[1] / 2 }))) continue;
    taken.push(box);
    return box;
  }
  return null; // No room: the panel and the list say it.
}

// What a lit line says: how binding it is where somebody is told, and whose reading it is.
function edgeLabel(edge) {
  const said = edge.names[at()];
  if (edge.gap) return said;
  if (edge.layer !== "stated") return `${said} (${ui(`layer.${edge.layer}`)})`;
  return edge.family === "information" ? `${ui(`modality.${edge.modality}`)}: ${said}` : said;
}
