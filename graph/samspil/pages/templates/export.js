// The whole figure as SVG and PNG, and on paper; always all of it, in light colours.
const markup = (said) => String(said).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
const round = (number) => Math.round(number * 10) / 10;

const pair = (point) => `${round(point.x)} ${round(point.y)}`;

// What stands between the ends of a line in a path. The part of a quadratic curve between two of its
// points is one again.
function middleOf(curve, start, end) {
  if (curve.points) return curve.points.filter((_, i) => curve.far[i] > start && curve.far[i] < end).map((point) => `L${pair(point)}`).join("") + "L";
  const mix = (a, b) => (1 - a) * (1 - b);
  const via = {};
  for (const axis of ["x", "y"]) {
    via[axis] = mix(start, end) * curve.from[axis] + (start * (1 - end) + end * (1 - start)) * curve.via[axis] + start * end * curve.to[axis];
  }
  return `Q${pair(via)} `;
}

function svgText() {
  const light = data.palette.light;
  const whole = wholeBox();
  const parts = [];
  const tag = (name, attributes, inner) => {
    const said = Object.entries(attributes).filter(([, value]) => value !== "").map(([key, value]) => ` ${key}="${markup(value)}"`).join("");
    parts.push(inner === undefined ? `<${name}${said}/>` : `<${name}${said}>${inner}</${name}>`);
  };
  const words = (said, x, y, look) => tag("text", { x: round(x), y: round(y), ...look }, markup(said));
  const head = SIZE * 4.2;
  words(text(data.figure.title), whole.left, whole.top - head + SIZE * 1.6, { "font-size": SIZE * 1.5, "font-weight": 700, fill: light.text });
  words(`${text(data.name)} · ${ui("law-as-of", { date: data.asOf })}`, whole.left, whole.top - head + SIZE * 3, { "font-size": SIZE, fill: light.faint });
  for (const tier of data.figure.tiers) {
    const [x, y, width, height] = tier.box;
    tag("rect", { x: round(x), y: round(y), width: round(width), height: round(height), fill: light.band });
    words(text(tier.label), x + 6, y + 4 + data.figure.heading * 0.8, { "font-size": data.figure.heading, "font-weight": 600, fill: light["band-text"] });
  }
  const labels = [];
  const taken = [];
  for (const edge of drawnEdges) {
    const lit = !focus || focus.edges.has(edge.id);
    if (!shows(edge) || !lit || (edge.gap && !(state.gaps || state.g))) continue;
    const look = lineOf(edge);
    const curve = curveOf(edge);
    const [start, end] = shownPart(curve);
    const ends = [pointOn(curve, start), pointOn(curve, end)];
    const width = focus ? look.width * 1.5 + 0.7 : look.width;
    tag("path", {
      d: `M${pair(ends[0])}${middleOf(curve, start, end)}${pair(ends[1])}`,
      fill: "none", stroke: light[look.colour], "stroke-width": round(width), "stroke-dasharray": look.dashes.join(" "), "data-assertion": edge.assertion,
    });
    const { tip, angle } = tipOf(edge);
    for (const mark of markOf(look.end, look.width, tip, angle)) {
      const fill = mark.fill === "ground" ? light.ground : mark.fill ? light[look.colour] : "none";
      tag("path", { d: pathOf(mark.path), fill, stroke: mark.width ? light[look.colour] : "none", "stroke-width": mark.width || 0 });
      if (mark.text) words(mark.text, mark.at[0], mark.at[1] + 3, { "font-size": 8.5, "font-weight": 700, "text-anchor": "middle", fill: light[look.colour] });
    }
    if (focus) {
      const said = edgeLabel(edge);
      const place = labelPlace(edge, said.length * SIZE * 0.62, LEADING, taken, visible(), [whole.left, whole.right]);
      if (place) labels.push([said, place]);
    }
  }
  for (const node of visible()) svgNode(tag, words, node, light);
  for (const [said, place] of labels) {
    tag("rect", { x: round(place.x - place.w), y: round(place.y - place.h), width: round(place.w * 2), height: round(place.h * 2), fill: light.ground });
    words(said, place.x, place.y + SIZE * 0.32, { "font-size": SIZE * 0.9, "font-weight": 600, "text-anchor": "middle", fill: light.text });
  }
  const size = [whole.left - 4, whole.top - head, whole.w + 8, whole.h + head].map(round);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${size.join(" ")}" width="${size[2]}" height="${size[3]}" font-family="${markup(FONT)}" role="img" lang="${language}"><title>${markup(text(data.figure.title))}</title><rect x="${size[0]}" y="${size[1]}" width="${size[2]}" height="${size[3]}" fill="${light.ground}"/>${parts.join("")}</svg>`;
}

function svgNode(tag, words, node, light) {
  const [width, height] = node.box;
  const dim = focus && !focus.nodes.has(node.id);
  for (const layer of layersOf(node.kind, node.x, node.y, width, height)) {
    tag("path", {
      d: pathOf(layer.path), fill: layer.fill ? (dim ? light["dim-fill"] : light[`${node.kind}-fill`]) : "none",
      stroke: dim ? light["dim-border"] : light[`${node.kind}-border`],
      "stroke-width": layer.width, "stroke-dasharray": layer.dashes.join(" "), "data-node": node.id,
    });
  }
  const lines = node.lines[at()];
  lines.forEach((line, i) =>
    words(line, node.x, node.y + (i - (lines.length - 1) / 2) * LEADING + SIZE * 0.34, { "font-size": SIZE, "text-anchor": "middle", fill: dim ? light["dim-text"] : light.text }));
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = el("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const fileName = (ending) => `samspil-${data.dataset.replace(/[^\w-]/g, "")}-${data.asOf}.${ending}`;
const saveSvg = () => save(new Blob([svgText()], { type: "image/svg+xml" }), fileName("svg"));

function savePng() {
  const address = URL.createObjectURL(new Blob([svgText()], { type: "image/svg+xml" }));
  const picture = new Image();
  picture.onload = () => {
    const scale = Math.max(2, Math.min(4, 3200 / picture.naturalWidth));
    const canvas = el("canvas", { width: Math.round(picture.naturalWidth * scale), height: Math.round(picture.naturalHeight * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    canvas.toBlob((blob) => save(blob, fileName("png")), "image/png");
  };
  picture.src = address;
}

// On paper the figure is an SVG: its text can be selected and searched, and it is sharp.
function fillPaper() {
  const parsedSvg = new DOMParser().parseFromString(svgText(), "image/svg+xml").documentElement;
  parsedSvg.removeAttribute("width");
  parsedSvg.removeAttribute("height");
  $("paper").replaceChildren(document.importNode(parsedSvg, true));
}
