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

const rounded = (ctx, x, y, width, height, radius = 6) => {
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - height / 2, width, height, radius);
};

// What a number on a line or a box stands on; `pill_piece` in Python draws the same.
const SMALL = SIZE * 0.85;
const pillWidth = (said) => 6 + 5.6 * said.length;
function paintPill(ctx, said, x, y, line) {
  rounded(ctx, x, y, pillWidth(said), 11, 5.5);
  ctx.fillStyle = colours.ground;
  ctx.fill();
  ctx.strokeStyle = line;
  ctx.lineWidth = 0.8;
  ctx.stroke();
  ctx.fillStyle = colours.text;
  ctx.font = `${SMALL}px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(said, x, y + 0.5);
}

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
