// The figure on its canvas: pyvis' network drawn by vis-network, at the places computed beforehand.
let network = null;
let nodeSet = null;
let edgeSet = null;

function refreshFocus() {
  spotlight = focusNow();
  choose();
  const whole = data.figure.layouts[at()];
  const moved = layOut(standsAlone() ? squeezed(whole, [...drawnNodes.keys()].filter((i) => showsNode(drawnNodes[i]))) : whole);
  labels = null;
  edgeSet.update(
    drawnEdges.map((edge) => {
      const { colour, dashes } = data.lines[edge.line];
      const its = drawn.get(edge.bundle) || [];
      return {
        id: edge.id,
        // One line stands for all of its relations.
        hidden: its[0] !== edge,
        color: { color: colours[colour], highlight: colours[colour], inherit: false, opacity: 1 },
        dashes: dashes.length ? dashes : false,
        width: widthOf(edge),
        title: its.map((one) => `${nameOf(one.from)} → ${one.names[at()]} → ${nameOf(one.to)}${termsOf(one)} [${one.assertion}]`).join("\n"),
      };
    }),
  );
  nodeSet.update(drawnNodes.map((node) => ({
    id: node.id, hidden: !showsNode(node), label: node.names[at()], title: node.names[at()], ...(moved ? { x: node.x, y: node.y } : {}),
  })));
  renderNote();
}

function renderNote() {
  const said = drawn.size ? ui("some-drawn", { all: wantedCount, count: drawn.size }) : ui("no-lines", { all: allLines });
  const notes = [drawn.size === wantedCount ? "" : said, standsAlone() ? ui("drawn-alone") : ""].filter(Boolean);
  $("drawn-note").textContent = notes.join(" ");
  $("drawn-note").hidden = !notes.length;
  const isOpen = allLines > MANY && !state.show && !state.gaps;
  for (const one of every("[data-preset]")) one.setAttribute("aria-pressed", String(!isOpen && one.dataset.preset === preset()));
}

function nodeColours(node) {
  const dim = spotlight && !spotlight.nodes.has(node.id);
  return dim
    ? { fill: colours["dim-fill"], line: colours["dim-border"], ink: colours["dim-text"], dim }
    : { fill: colours[`${node.kind}-fill`], line: colours[`${node.kind}-border`], ink: colours.text, dim };
}

function paintNode({ ctx, id, x, y }) {
  const node = nodes.get(id);
  const [width, height] = node.box;
  const look = nodeColours(node);
  const main = (spotlight && spotlight.main === id) || pointed === id;
  const drawNode = () => {
    ctx.save();
    ctx.translate(x, y);
    paintPieces(ctx, node.pieces, look.fill, look.line, spotlight && !look.dim ? 1.6 : 1);
    if (main) {
      rounded(ctx, 0, 0, width + 9, height + 9);
      ctx.strokeStyle = colours.focus;
      ctx.lineWidth = 2.4;
      ctx.stroke();
    }
    ctx.fillStyle = look.ink;
    ctx.font = `${node.kind === "not-stated" ? "italic " : ""}${SIZE}px ${FONT}`;
    paintLines(ctx, node.lines, width);
    if (node.undrawn) paintPill(ctx, `+${node.undrawn}`, ...node.mark, look.line);
    ctx.restore();
  };
  return { drawNode, nodeDimensions: { width, height } };
}

function paintBands(ctx) {
  const left = network.DOMtoCanvas({ x: 0, y: 0 }).x;
  for (const tier of data.figure.tiers) {
    ctx.fillStyle = colours.band;
    ctx.fillRect(...tier.box);
    if (forcedQuery.matches) {
      ctx.strokeStyle = colours.line;
      ctx.lineWidth = 1;
      ctx.strokeRect(...tier.box);
    }
    ctx.fillStyle = colours["band-text"];
    ctx.font = `600 ${data.figure.heading}px ${FONT}`;
    ctx.textAlign = "left";
    ctx.textBaseline = "top";
    ctx.fillText(text(tier.label), Math.max(tier.box[0], left) + 6, tier.box[1] + 4);
  }
}

function paintFrames(ctx) {
  for (const { x, y, pieces } of framesDrawn) {
    ctx.save();
    ctx.translate(x, y);
    paintPieces(ctx, pieces, colours.ground, colours.line);
    ctx.restore();
  }
}

function paintEnds(ctx) {
  for (const [edge] of drawn.values()) {
    const { colour, marks } = data.lines[edge.line];
    const [x, y, angle] = edge.tip;
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate((angle * Math.PI) / 180);
    paintPieces(ctx, marks, colours[colour], colours[colour]);
    if (edge.terms[0]) paintPieces(ctx, data.figure.conditional, colours[colour], colours[colour]);
    ctx.restore();
  }
}

function paintCounts(ctx) {
  for (const its of drawn.values()) {
    if (its.length < 2 || (spotlight && labelsNow().has(its[0].id))) continue;
    paintPill(ctx, String(its.length), ...its[0].middle, colours[data.lines[its[0].line].colour]);
  }
}

const visible = () => drawnNodes.filter(showsNode);

// The condition or exception on which a line holds, in the words of the plan.
const termsOf = (edge) => (edge.terms[at()] ? ` (${edge.terms[at()]})` : "");

// What a lit line says: how binding it is where somebody is told, and whose reading it is.
function edgeLabel(edge) {
  const said = edge.names[at()] + termsOf(edge);
  if (edge.gap) return said;
  if (edge.layer !== "stated") return `${said} (${ui(`layer.${edge.layer}`)})`;
  return edge.family === "information" ? `${ui(`modality.${edge.modality}`)}: ${said}` : said;
}

// What a lit line says of all that it stands for.
function bundleLabel(its) {
  const [said, other, ...more] = [...new Set(its.map(edgeLabel))];
  const all = other ? `${said} · ${more.length ? `+${more.length + 1}` : other}` : said;
  return its.length > 1 ? `${all} (${its.length})` : all;
}

// Where the numbers on boxes stand: of the relations that no line shows, and of the gaps about them.
const countSpots = () =>
  visible().filter((node) => node.undrawn).map(({ x, y, undrawn, mark }) => ({ x: x + mark[0], y: y + mark[1], w: pillWidth(`+${undrawn}`) / 2, h: 6 }));
const gapSpots = () =>
  visible().filter((node) => gapsAbout.has(node.id)).map(({ id, x, y, box: [w, h] }) => {
    const said = `?${gapsAbout.get(id).length}`;
    return { x: x + w / 2 - 2, y: y - h / 2, w: widthOfText(said) / 2 + 3, h: SIZE * 0.65, said };
  });

let labels = null;
// Where the labels of what is lit stand, by the first relation of each line.
function labelsNow() {
  if (labels) return labels;
  const lit = spotlight ? [...drawn.values()].filter(([edge]) => isLit(edge)) : [];
  const boxes = [...visible(), ...framesDrawn].map(({ x, y, box: [w, h] }) => ({ x, y, w: w / 2 + 1, h: h / 2 + 1 }));
  const lines = lit.map((its) => ({ key: its[0].id, said: bundleLabel(its), d: its[0].d, tip: its[0].tip, line: its[0].line, terms: its[0].terms[0] }));
  const headings = data.figure.tiers.map(({ label, box: [x, y] }) => {
    const half = widthOfText(text(label)) / 2 + 4;
    return { x: x + 6 + half, y: y + 4 + data.figure.heading / 2, w: half, h: data.figure.heading / 2 };
  });
  const signs = [...headings, ...countSpots(), ...(state.gaps ? gapSpots() : [])];
  const { width, height } = data.figure;
  labels = labelPlaces(lines, boxes, signs, { x: width / 2, y: height / 2, w: width / 2, h: height / 2 });
  return labels;
}

// Labels of the lit lines, and how many gaps there are about a node, above everything else.
function paintLabels(ctx) {
  paintEnds(ctx);
  paintCounts(ctx);
  for (const [id, { x, y, w, h, lines }] of labelsNow()) {
    ctx.fillStyle = colours.ground;
    ctx.fillRect(x - w, y - h, w * 2, h * 2);
    ctx.fillStyle = edges.get(id).gap ? colours["edge-gap"] : colours.text;
    ctx.font = `600 ${LABEL}px ${FONT}`;
    ctx.save();
    ctx.translate(x, y);
    paintLines(ctx, lines, w * 2);
    ctx.restore();
  }
  if (state.gaps) paintGapMarks(ctx);
}

const gapsAbout = grouped(
  data.gaps.flatMap((gap) => gap.about.map((id) => ({ id, gap }))),
  (one) => one.id,
);

function paintGapMarks(ctx) {
  ctx.font = `700 ${SIZE * 0.9}px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const { x, y, w, h, said } of gapSpots()) {
    ctx.fillStyle = colours.ground;
    ctx.strokeStyle = colours["edge-gap"];
    ctx.lineWidth = 1.2;
    rounded(ctx, x, y, w * 2, h * 2);
    ctx.fill();
    ctx.stroke();
    ctx.fillStyle = colours["edge-gap"];
    ctx.fillText(said, x, y + 0.5);
  }
}

// Shows a part of the figure (its middle and size); nothing moves but the view.
function view(box, largest) {
  const stage = $("canvas");
  if (!stage.clientWidth || !stage.clientHeight) return;
  const scale = Math.min(stage.clientWidth / box.w, stage.clientHeight / box.h, largest);
  const animation = calm.matches || !shownOnce ? false : { duration: 250, easingFunction: "easeInOutQuad" };
  network.moveTo({ position: { x: box.x, y: box.y }, scale, animation });
  shownOnce = true;
}

let shownOnce = false;
let pointed = null;

const rectOf = ({ x, y, box: [w, h] }) => ({ left: x - w / 2, right: x + w / 2, top: y - h / 2, bottom: y + h / 2 });
const around = (rects) => ({
  left: Math.min(...rects.map((one) => one.left)), right: Math.max(...rects.map((one) => one.right)),
  top: Math.min(...rects.map((one) => one.top)), bottom: Math.max(...rects.map((one) => one.bottom)),
});
const wholeRect = () => ({ left: -4, top: -4, right: data.figure.width + 4, bottom: data.figure.height + 4 });
const shown = ({ left, right, top, bottom }, largest) => view({ x: (left + right) / 2, y: (top + bottom) / 2, w: right - left, h: bottom - top }, largest);
const showWhole = () => shown(wholeRect(), 3);

// A part of the figure in the shape of the canvas, within the figure where it can be.
function fitted(part) {
  const [stage, whole] = [$("canvas"), wholeRect()];
  const scale = Math.min(stage.clientWidth / (part.right - part.left), stage.clientHeight / (part.bottom - part.top), 2.2);
  const span = (size, low, high, from, to) => {
    if (size >= to - from) return [(from + to - size) / 2, (from + to + size) / 2];
    const middle = Math.min(Math.max((low + high) / 2, from + size / 2), to - size / 2);
    return [middle - size / 2, middle + size / 2];
  };
  const [left, right] = span(stage.clientWidth / scale, part.left, part.right, whole.left, whole.right);
  const [top, bottom] = span(stage.clientHeight / scale, part.top, part.bottom, whole.top, whole.bottom);
  return { left, right, top, bottom };
}

// What is lit, as near as can be without cutting a box at the edge.
function showFocus() {
  const stage = $("canvas");
  const lit = spotlight ? [...spotlight.nodes].map((id) => nodes.get(id)).filter(showsNode) : [];
  if (!lit.length || !stage.clientWidth || !stage.clientHeight) return showWhole();
  const boxes = [...visible(), ...framesDrawn].map(rectOf);
  const points = [...drawn.values()].flatMap(([edge]) => trackOf(edge.d)).map(({ x, y }) => ({ left: x, right: x, top: y, bottom: y }));
  const labelled = [...labelsNow().values()].map(({ x, y, w, h }) => ({ left: x - w, right: x + w, top: y - h, bottom: y + h }));
  const wide = ({ left, right, top, bottom }) => ({ left: left - 8, right: right + 8, top: top - 18, bottom: bottom + 8 });
  let part = wide(around([...lit.map(rectOf), ...points, ...labelled]));
  for (let tries = 0; tries < 20; tries += 1) {
    const seen = fitted(part);
    const cut = boxes.filter((box) =>
      box.left < seen.right && box.right > seen.left && box.top < seen.bottom && box.bottom > seen.top &&
      (box.left < seen.left || box.right > seen.right || box.top < seen.top || box.bottom > seen.bottom));
    // Hardly nearer is only another place for what was just found.
    const nearer = (fitted(wholeRect()).right - fitted(wholeRect()).left) / (seen.right - seen.left);
    if (!cut.length) return nearer < 1.15 ? showWhole() : shown(seen, standsAlone() ? 1.5 : 2.2);
    part = wide(around([part, ...cut]));
  }
  return showWhole();
}

// vis-network knows curves only: it is told how each line runs, to draw it and to find it under the
// pointer.
function leadAlong(edge) {
  const type = network.body.edges[edge.id].edgeType;
  type.getPoint = (share) => trackOf(edge.d)[Math.round(share * STEPS)];
  type._line = (ctx) => {
    ctx.lineJoin = "round";
    ctx.stroke(pathOf(edge.d));
  };
  type._getDistanceToEdge = (...[, , , , x, y]) => Math.min(...trackOf(edge.d).map((point) => Math.hypot(point.x - x, point.y - y)));
}

// What is shown, as three buttons beside the title, and a line of words where not all is drawn.
function startPresets() {
  const wanted = { structure: { show: "structure" }, told: { show: "told" }, gaps: { gaps: "1", show: "" } };
  if (allLines <= MANY) wanted[opening].show = "";
  const buttons = Object.entries(wanted).map(([name, choice]) =>
    el("button", { type: "button", "data-preset": name, "data-t": `preset-${name}`, onclick: () => go({ view: "", ...choice }) }, ui(`preset-${name}`)));
  document.querySelector("#figure .bar").append(el("div", { class: "presets", role: "group", "data-label": "presets", "aria-label": ui("presets") }, buttons));
  document.querySelector(".foot").prepend(el("p", { id: "drawn-note", role: "status", hidden: true }));
}

function choosePlace(node) {
  if (actors.has(node)) go({ n: node, gaps: state.gaps });
  else go({ a: (drawnEdges.find((one) => one.from === node || one.to === node) || {}).assertion });
}

// A line that stands for several relations leads to what they have in common.
function chooseLine(id) {
  const its = drawn.get(edges.get(id).bundle) || [edges.get(id)];
  const [{ assertion, gap, from, to }] = its;
  const common = its.every((one) => one.to === to) ? to : from;
  if (gap) go({ g: assertion, gaps: "1" });
  else if (its.length > 1 && actors.has(common)) go({ n: common });
  else go({ a: assertion });
}

function startCanvas() {
  readColours();
  startPresets();
  nodeSet = new vis.DataSet(drawnNodes.map((node) => ({ ...node, ctxRenderer: paintNode })));
  // Smooth, for what draws a line that isn't is made anew with each change of it.
  const smooth = { enabled: true, type: "curvedCW", roundness: 0.1 };
  edgeSet = new vis.DataSet(drawnEdges.map((edge) => ({ ...edge, smooth, arrows: { to: { enabled: false } } })));
  const stage = $("canvas");
  // The wheel scrolls the page; it zooms only with Ctrl, as maps do.
  stage.addEventListener("wheel", (event) => event.ctrlKey || event.stopPropagation(), { capture: true });
  network = new vis.Network(stage, { nodes: nodeSet, edges: edgeSet }, visOptions);
  drawnEdges.forEach(leadAlong);
  network.on("beforeDrawing", (ctx) => {
    paintBands(ctx);
    paintFrames(ctx);
  });
  network.on("afterDrawing", paintLabels);
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node) choosePlace(node);
    else if (edge) chooseLine(edge);
    else if (spotlight) go({ gaps: state.gaps });
  });
  network.on("hoverNode", () => stage.classList.add("pointing"));
  network.on("blurNode", () => stage.classList.remove("pointing"));
  network.on("resize", () => requestAnimationFrame(showFocus));
  const repaint = () => {
    readColours();
    refreshFocus();
    network.redraw();
  };
  darkQuery.addEventListener("change", repaint);
  forcedQuery.addEventListener("change", repaint);
}
