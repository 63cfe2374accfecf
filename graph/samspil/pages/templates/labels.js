// Where the labels of lit lines stand: on their line or beside it, over no box, no mark and no other
// label. The same places serve the canvas and the picture that is saved.
const LABEL = SIZE * 0.9;
const STEPS = 60;
const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9, 0, 1];
// How a label may lie to the point of its line that it belongs to: across in shares of its own half
// width, down in shares of its half height. Up to 1 the line runs through it or along its edge.
const ACROSS = [0, 0.5, -0.5, 1, -1, 1.6, -1.6];
const DOWN = [0, 0.5, -0.5, 1, -1, 1.6, -1.6, 2.2, -2.2, 2.8, -2.8, 3.4, -3.4, 4, -4];

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

// A label in one line, in two, with each word on its own, and at least how binding it is.
function variants(said) {
  const words = said.split(" ");
  const halves = words.map((_, i) => [words.slice(0, i).join(" "), words.slice(i).join(" ")]).slice(1);
  const longest = (lines) => Math.max(...lines.map((one) => one.length));
  const even = halves.sort((a, b) => longest(a) - longest(b))[0];
  return [[said], ...(even ? [even] : []), ...(words.length > 2 ? [words] : []), ...(said.includes(": ") ? [[said.split(": ")[0]]] : [])];
}

/** @type {(lines: Labelled[], boxes: Spot[], signs: Spot[], area: Spot) => Map<string, Spot & { lines: string[] }>} */
function labelPlaces(lines, boxes, signs, area) {
  // The sign of a condition stands before the mark (see `CONDITIONAL` in Python).
  const marks = lines.flatMap(({ tip: [x, y, angle], line, terms }) => {
    const turned = (angle * Math.PI) / 180;
    const before = (back, w) => ({ x: x - back * Math.cos(turned), y: y - back * Math.sin(turned), w, h: w });
    return [before(line === "gap" ? 0 : 6, 9), ...(terms ? [before(19, 6)] : [])];
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
      for (const [right, down] of ACROSS.flatMap((one) => DOWN.map((other) => [one, other]))) {
        const away = Math.abs(right) * (Math.abs(right) > 1 ? 4 : 0.8) + Math.abs(down) * (Math.abs(down) > 1 ? 2.5 : 0.8);
        const cost = folded * folded * 2 + late * 0.5 + away;
        if (cost >= least) continue;
        const spot = { x: x + right * (w + 2), y: y + down * (h + 2), w, h };
        // Never out of what is shown; a box near the edge may push it along.
        spot.x = Math.max(area.x - area.w + w, Math.min(spot.x, area.x + area.w - w));
        const outside = Math.abs(spot.y - area.y) + h > area.h;
        if (outside || taken.some((one) => meet(spot, one))) continue;
        const covered = seen.filter((track, i) => i !== own && track.some((point) => within(point, spot, 2))).length;
        if (cost + covered * 2 < least) [best, least] = [{ ...spot, lines }, cost + covered * 2];
      }
    }
  }
  return best;
}
