// What stands alone, with the empty stripes between its boxes narrowed: so near that it can be read.
// Along each axis the order of everything stays, so that a line still runs around what it ran around.
const NARROWED = 0.2;

// Where a place along one axis comes to lie, when only the stripes that are taken keep their size.
/** @type {(taken: number[][]) => (place: number) => number} */
function narrowing(taken) {
  const stripes = [];
  for (const [from, to] of taken.sort((one, other) => one[0] - other[0])) {
    const last = stripes[stripes.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else stripes.push([from, to]);
  }
  return (place) => {
    const kept = stripes.reduce((sum, [from, to]) => sum + Math.min(Math.max(place - from, 0), to - from), 0);
    return kept + (place - kept) * NARROWED;
  };
}

// A layout in which only some boxes (by their numbers) need room.
/** @type {(whole: any, numbers: number[]) => any} */
function squeezed(whole, numbers) {
  const alone = numbers.map((i) => whole.nodes[i]);
  const holds = (frame, { x, y }) => Math.abs(frame.x - x) < frame.box[0] / 2 && Math.abs(frame.y - y) < frame.box[1] / 2;
  const frames = whole.frames.filter((frame) => alone.some((node) => holds(frame, node)));
  const stripes = (axis, margin) => [...alone, ...frames].map((one) => {
    const [middle, half] = [axis ? one.y : one.x, one.box[axis] / 2 + margin];
    return [middle - half, middle + half];
  });
  // Arrowheads, labels and the headings of the bands need room too.
  const across = narrowing([...stripes(0, 14), ...whole.tiers.map(([x], i) => [x, x + widthOfText(text(data.figure.tiers[i].label)) * 1.2 + 12])]);
  const down = narrowing([...stripes(1, 20), ...whole.tiers.map(([, y]) => [y, y + data.figure.heading + 8])]);
  const put = ({ x, y, ...one }) => ({ ...one, x: across(x), y: down(y) });
  /** @type {(one: Course) => Course} */
  const line = ({ d, tip: [x, y, angle], middle, ...one }) => {
    let isDown = true;
    const places = d.match(/-?[\d.]+/g).map(Number);
    const moved = d.replace(/-?[\d.]+/g, (place) => ((isDown = !isDown) ? down(+place) : across(+place)).toFixed(1));
    const [fromX, fromY] = places.slice(-4);
    const turned = Math.atan2(down(y) - down(fromY), across(x) - across(fromX)) - Math.atan2(y - fromY, x - fromX);
    return { ...one, d: moved, tip: [across(x), down(y), angle + (turned * 180) / Math.PI], middle: [across(middle[0]), down(middle[1])] };
  };
  return {
    width: across(whole.width), height: down(whole.height), frames: frames.map(put), nodes: whole.nodes.map(put),
    tiers: whole.tiers.map(([x, y, w, h]) => [across(x), down(y), across(x + w) - across(x), down(y + h) - down(y)]),
    bundles: Object.fromEntries(Object.entries(whole.bundles).map(([bundle, one]) => [bundle, line(one)])),
  };
}
