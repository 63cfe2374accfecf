// Where the labels of lit lines stand: on their line or beside it, over no box, no mark and no other
// label. The same places serve the canvas and the picture that is saved.
const LABEL = SIZE * 0.9;
const STEPS = 60;
const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9, 0, 1];
// On the line itself, or so far beside it, on either side.
const ASIDE = [0, 3, -3, 10, -10, 18, -18, 28, -28, 40, -40];

const tracks = new Map();
// Points along a line, as it is drawn: evenly from its first box to its mark.
/** @type {(d: string) => { x: number, y: number }[]} */
function trackOf(d) {
  if (!tracks.has(d)) {
    const path = /** @type {SVGPathElement} */ (svgElement("path", { d }));
    const far = path.getTotalLength();
    tracks.set(d, Array.from({ length: STEPS + 1 }, (_, step) => {
      const { x, y } = path.getPointAtLength((far * step) / STEPS);
      return { x, y };
    }));
  }
  return tracks.get(d);
}

const within = (point, box, margin = 0) => Math.abs(point.x - box.x) < box.w + margin && Math.abs(point.y - box.y) < box.h + margin;
const meet = (one, other) => Math.abs(one.x - other.x) < one.w + other.w && Math.abs(one.y - other.y) < one.h + other.h;

// What is seen of a line: what lies in none of the boxes.
const seenOf = (d, boxes) => trackOf(d).filter((point) => !boxes.some((box) => within(point, box)));

const pen = document.createElement("canvas").getContext("2d");
const widthOfText = (said) => {
  pen.font = `600 ${LABEL}px ${FONT}`;
  return pen.measureText(said).width;
};

// A label in one line, in two, and with each word on its own.
function variants(said) {
  const words = said.split(" ");
  const halves = words.map((_, i) => [words.slice(0, i).join(" "), words.slice(i).join(" ")]).slice(1);
  const longest = (lines) => Math.max(...lines.map((one) => one.length));
  const even = halves.sort((a, b) => longest(a) - longest(b))[0];
  return [[said], ...(even ? [even] : []), ...(words.length > 2 ? [words] : [])];
}

/** @type {(lines: Labelled[], boxes: Spot[], signs: Spot[], area: Spot) => Map<string, Spot & { lines: string[] }>} */
function labelPlaces(lines, boxes, signs, area) {
  const marks = lines.map(({ tip: [x, y, angle], line }) => {
    const [back, turned] = [line === "gap" ? 0 : 6, (angle * Math.PI) / 180];
    return { x: x - back * Math.cos(turned), y: y - back * Math.sin(turned), w: 9, h: 9 };
  });
  // With its mark, for the middle of a short line is the middle of both.
  const seen = lines.map(({ d, tip: [x, y] }) => [...seenOf(d, boxes), { x, y }]);
  const taken = [...boxes, ...signs, ...marks];
  const found = new Map();
  const order = lines.map((_, i) => i).sort((a, b) => seen[a].length - seen[b].length);
  for (const i of order) {
    const place = bestPlace(lines[i], seen, i, taken, area);
    if (!place) continue; // No room at all: the panel and the list say it.
    taken.push(place);
    found.set(lines[i].key, place);
  }
  return found;
}

function bestPlace({ said }, seen, own, taken, area) {
  const points = seen[own];
  let [best, least] = [null, Infinity];
  for (const [folded, lines] of variants(said).entries()) {
    const w = Math.max(...lines.map(widthOfText)) / 2 + 3;
    const h = (lines.length * LEADING) / 2 + 1;
    for (const [late, share] of SHARES.entries()) {
      const at = Math.min(points.length - 1, Math.round(share * (points.length - 1)));
      const { x, y } = points[at];
      const [before, after] = [points[Math.max(0, at - 1)], points[Math.min(points.length - 1, at + 1)]];
      const far = Math.hypot(after.x - before.x, after.y - before.y) || 1;
      const [nx, ny] = [(before.y - after.y) / far, (after.x - before.x) / far];
      for (const aside of ASIDE) {
        const off = aside && Math.sign(aside) * (Math.abs(nx) * w + Math.abs(ny) * h) + aside;
        const spot = { x: x + nx * off, y: y + ny * off, w, h };
        // Never out of what is shown; a box near the edge may push it along.
        spot.x = Math.max(area.x - area.w + w, Math.min(spot.x, area.x + area.w - w));
        const outside = Math.abs(spot.y - area.y) + h > area.h;
        if (outside || taken.some((one) => meet(spot, one))) continue;
        const covered = seen.filter((track, i) => i !== own && track.some((point) => within(point, spot, 2))).length;
        const cost = covered * 2 + folded * 2 + late * 0.5 + (aside ? 1 + Math.abs(aside) / 2 : 0);
        if (cost < least) [best, least] = [{ ...spot, lines }, cost];
      }
    }
  }
  return best;
}
