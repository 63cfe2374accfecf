// How the shapes that Python drew come onto a canvas or into the legend, and where labels go.
const FONT = '"Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif';
const SIZE = data.figure.font;
const LEADING = data.figure.leading;

const paths = new Map();
function pathOf(d) {
  if (!paths.has(d)) paths.set(d, new Path2D(d));
  return paths.get(d);
}

// The pieces of a box or a mark, around the middle or the tip that the pen stands at.
function paintPieces(ctx, pieces, fill, stroke, widen = 1) {
  for (const piece of pieces) {
    if (piece.fill) {
      ctx.fillStyle = piece.fill === "ground" ? colours.ground : fill;
      ctx.fill(pathOf(piece.d));
    }
    if (piece.width) {
      ctx.setLineDash(piece.dashes);
      ctx.strokeStyle = stroke;
      ctx.lineWidth = piece.width * widen;
      ctx.stroke(pathOf(piece.d));
    }
  }
  ctx.setLineDash([]);
}

function paintLines(ctx, lines, width) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  lines.forEach((line, i) => ctx.fillText(line, 0, (i - (lines.length - 1) / 2) * LEADING + 0.5, width));
}

const rounded = (ctx, x, y, width, height) => {
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - height / 2, width, height, 6);
};

const SVG = "http://www.w3.org/2000/svg";
function svgElement(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

const svgPieces = (pieces, fill, stroke) =>
  pieces.map((piece) => svgElement("path", {
    d: piece.d, fill: piece.fill === "ground" ? colours.ground : piece.fill ? fill : "none",
    stroke: piece.width ? stroke : "none", "stroke-width": piece.width, "stroke-dasharray": piece.dashes.join(" ") || "none",
  }));

// A small picture of a shape or a line for the legend.
const swatch = (x, y, pieces, fill, stroke, ...before) =>
  svgElement("svg", { width: 34, height: 16, viewBox: "0 0 34 16", "aria-hidden": "true" },
    ...before, svgElement("g", { transform: `translate(${x} ${y})` }, ...svgPieces(pieces, fill, stroke)));
const kindSwatch = ({ key, pieces }) => swatch(16, 9, pieces, colours[`${key}-fill`], colours[`${key}-border`]);
function lineSwatch(line) {
  const colour = colours[line.colour];
  const stroke = { d: "M1 8L31 8", fill: "", width: line.width, dashes: line.dashes };
  return swatch(33, 8, line.marks, colour, colour, ...svgPieces([stroke], colour, colour));
}

// Where the label of an edge may stand: on its line, over no node and no other label, and within
// the picture from left to right.
/** @type {(edge: DrawnEdge, width: number, height: number, taken: Spot[], shown: DrawnNode[], sides: number[]) => Spot | null} */
const labelPlace = (edge, width, height, taken, shown, [left, right]) => {
  for (const [x, y] of edge.places) {
    const box = { x, y, w: width / 2 + 2, h: height / 2 + 2 };
    if (x > left && x < right) box.x = Math.max(left + box.w, Math.min(x, right - box.w));
    const hits = (other) => Math.abs(box.x - other.x) < box.w + other.w && Math.abs(box.y - other.y) < box.h + other.h;
    if (taken.some(hits)) continue;
    if (shown.some((node) => hits({ x: node.x, y: node.y, w: node.box[0] / 2, h: node.box[1] / 2 }))) continue;
    taken.push(box);
    return box;
  }
  return null; // No room: the panel and the list say it.
};

// The point at a share of the length of straight legs.
function alongLegs(points, share) {
  const legs = points.slice(1).map((point, i) => [points[i], point]);
  const far = legs.map(([a, b]) => Math.hypot(b.x - a.x, b.y - a.y));
  let left = share * far.reduce((sum, one) => sum + one, 0);
  for (const [i, [a, b]] of legs.entries()) {
    if (left <= far[i] && far[i]) return { x: a.x + ((b.x - a.x) * left) / far[i], y: a.y + ((b.y - a.y) * left) / far[i] };
    left -= far[i];
  }
  return points[points.length - 1];
}
