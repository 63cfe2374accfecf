// The figure on its canvas: pyvis' network drawn by vis-network, at the places computed beforehand.
let network = null;
let nodeSet = null;
let edgeSet = null;
let spotlight = null;

const shows = (edge) =>
  !hiddenKinds.modality.has(edge.line) && !hiddenKinds.layer.has(edge.layer) &&
  showsNode(nodes.get(edge.from)) && showsNode(nodes.get(edge.to));
const showsNode = (node) => !hiddenKinds.kind.has(node.kind);

// What is lit up: nodes and edges, or null when everything is.
function focusNow() {
  const lit = { nodes: new Set(), edges: new Set(), main: null };
  const takeEdge = (edge) => {
    lit.edges.add(edge.id);
    lit.nodes.add(edge.from).add(edge.to);
  };
  const take = (id) => {
    const own = edgesOf.get(id) || [];
    own.forEach(takeEdge);
    const told = assertions.get(id);
    if (!own.length && told) [...told.from, ...told.to].filter((one) => nodes.has(one)).forEach((one) => lit.nodes.add(one));
  };
  if (state.s) rowsNow().filter(([, at]) => at <= step).forEach(([id]) => take(id));
  else if (state.n && nodes.has(state.n)) {
    lit.main = state.n;
    lit.nodes.add(state.n);
    for (let i = 0; i < (state.around === "2" ? 2 : 1); i += 1) {
      const reached = new Set(lit.nodes);
      drawnEdges.filter((edge) => !edge.gap && (reached.has(edge.from) || reached.has(edge.to))).forEach(takeEdge);
    }
  } else if (state.a) take(state.a);
  else if (state.from || state.to) {
    for (const id of routesNow().flat()) take(id);
    [state.from, state.to].filter((id) => nodes.has(id)).forEach((id) => lit.nodes.add(id));
  } else if (state.g && gaps.has(state.g)) {
    take(state.g);
    gaps.get(state.g).about.filter((id) => nodes.has(id)).forEach((id) => lit.nodes.add(id));
  } else if (state.d && sentences.has(state.d)) sentences.get(state.d).a.forEach(take);
  else return null;
  return lit;
}

const gapsShown = () => Boolean(state.gaps || state.g);
// What is drawn just now: all, or only what is lit and, where gaps are looked at, those.
const isLit = (edge) => shows(edge) && (!edge.gap || gapsShown()) && (!spotlight || spotlight.edges.has(edge.id));
const isDrawn = (edge) => isLit(edge) || (shows(edge) && edge.gap && Boolean(state.gaps));
const widthOf = (edge) => {
  const { width } = data.lines[edge.line];
  return spotlight && spotlight.edges.has(edge.id) ? width * 1.5 + 0.7 : width;
};

function refreshFocus() {
  spotlight = focusNow();
  edgeSet.update(
    drawnEdges.map((edge) => {
      const { colour, dashes } = data.lines[edge.line];
      return {
        id: edge.id,
        hidden: !isDrawn(edge),
        color: { color: colours[colour], highlight: colours[colour], inherit: false, opacity: 1 },
        dashes: dashes.length ? dashes : false,
        width: widthOf(edge),
        title: `${nameOf(edge.from)} → ${edge.names[at()]} → ${nameOf(edge.to)}${termsOf(edge)} [${edge.assertion}]`,
      };
    }),
  );
  nodeSet.update(drawnNodes.map((node) => ({ id: node.id, hidden: !showsNode(node), label: node.names[at()], title: node.names[at()] })));
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
    paintLines(ctx, node.lines[at()], width);
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

function paintEnds(ctx) {
  for (const edge of drawnEdges.filter(isDrawn)) {
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

// Labels of the lit edges, and how many gaps there are about a node, above everything else.
function paintLabels(ctx) {
  paintEnds(ctx);
  const taken = [];
  if (spotlight) {
    ctx.font = `600 ${SIZE * 0.9}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    const sides = [0, $("canvas").clientWidth].map((x) => network.DOMtoCanvas({ x, y: 0 }).x);
    for (const edge of drawnEdges) {
      if (!isLit(edge)) continue;
      const said = edgeLabel(edge);
      const place = labelPlace(edge, ctx.measureText(said).width + 6, LEADING, taken, visible(), sides);
      if (!place) continue;
      ctx.fillStyle = colours.ground;
      ctx.fillRect(place.x - place.w, place.y - place.h, place.w * 2, place.h * 2);
      ctx.fillStyle = edge.gap ? colours["edge-gap"] : colours.text;
      ctx.fillText(said, place.x, place.y + 0.5);
    }
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
  for (const node of visible()) {
    const count = (gapsAbout.get(node.id) || []).length;
    if (!count) continue;
    const said = `?${count}`;
    const x = node.x + node.box[0] / 2 - 2;
    const y = node.y - node.box[1] / 2;
    const half = ctx.measureText(said).width / 2 + 3;
    ctx.fillStyle = colours.ground;
    ctx.strokeStyle = colours["edge-gap"];
    ctx.lineWidth = 1.2;
    rounded(ctx, x, y, half * 2, SIZE * 1.3);
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

// The box around some nodes and edges; an edge may bend beyond its nodes.
function boxAround(someNodes, someEdges, rects = []) {
  const [x, y] = [[], []];
  const take = (left, top, right, bottom) => {
    x.push(left, right);
    y.push(top, bottom);
  };
  for (const node of someNodes) take(node.x - node.box[0] / 2, node.y - node.box[1] / 2, node.x + node.box[0] / 2, node.y + node.box[1] / 2);
  for (const [left, top] of someEdges.flatMap((edge) => edge.places)) take(left, top, left, top);
  for (const [left, top, width, height] of rects) take(left, top, left + width, top + height);
  const [left, right, top, bottom] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
  return { x: (left + right) / 2, y: (top + bottom) / 2, w: right - left, h: bottom - top, left, top, right, bottom };
}

const allOfIt = boxAround(drawnNodes, drawnEdges, data.figure.tiers.map((tier) => tier.box));
const wholeBox = () => ({ ...allOfIt, x: allOfIt.x, w: allOfIt.w + 8, h: allOfIt.h + 8 });
const showWhole = () => view(wholeBox(), 3);

function showFocus() {
  const lit = spotlight ? [...spotlight.nodes].map((id) => nodes.get(id)).filter(showsNode) : [];
  if (!lit.length) return showWhole();
  const part = boxAround(lit, drawnEdges.filter((edge) => spotlight.edges.has(edge.id)));
  const whole = wholeBox();
  const stage = $("canvas");
  // Never so near that the tiers around it are lost, and never beyond the figure's edge.
  const scale = Math.min(stage.clientWidth / Math.max(part.w + 60, whole.w * 0.74), stage.clientHeight / Math.max(part.h + 60, whole.h * 0.5), 2.2);
  const [w, h] = [stage.clientWidth / scale, stage.clientHeight / scale];
  const within = (middle, size, low, high, centre) => (size >= high - low ? centre : Math.min(Math.max(middle, low + size / 2), high - size / 2));
  return view({ x: within(part.x, w, whole.left - 4, whole.right + 4, whole.x), y: within(part.y, h, whole.top - 4, whole.bottom + 4, whole.y), w, h }, 2.2);
}

// vis-network knows curves only: for a line with turns it is told where that runs, to draw it and to
// find it under the pointer.
function leadAround(edge) {
  const points = [nodes.get(edge.from), ...edge.turns.map(([x, y]) => ({ x, y })), nodes.get(edge.to)];
  const type = network.body.edges[edge.id].edgeType;
  type.getPoint = (share) => alongLegs(points, share);
  type._line = (ctx) => {
    ctx.beginPath();
    for (const { x, y } of points) ctx.lineTo(x, y);
    ctx.lineJoin = "round";
    ctx.stroke();
  };
  type._getDistanceToEdge = (...[, , , , x, y]) =>
    Math.min(...points.slice(1).map((point, i) => type._getDistanceToLine(points[i].x, points[i].y, point.x, point.y, x, y)));
}

function startCanvas() {
  readColours();
  nodeSet = new vis.DataSet(drawnNodes.map((node) => ({ ...node, ctxRenderer: paintNode })));
  edgeSet = new vis.DataSet(
    drawnEdges.map((edge) => ({ ...edge, arrows: { to: { enabled: false } } })),
  );
  const stage = $("canvas");
  // The wheel scrolls the page; it zooms only with Ctrl, as maps do.
  stage.addEventListener("wheel", (event) => event.ctrlKey || event.stopPropagation(), { capture: true });
  network = new vis.Network(stage, { nodes: nodeSet, edges: edgeSet }, visOptions);
  drawnEdges.filter((edge) => edge.turns.length).forEach(leadAround);
  network.on("beforeDrawing", paintBands);
  network.on("afterDrawing", paintLabels);
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node && actors.has(node)) go({ n: node, gaps: state.gaps });
    else if (node) go({ a: (drawnEdges.find((one) => one.from === node || one.to === node) || {}).assertion });
    else if (edge) {
      const { assertion, gap } = edges.get(edge);
      go(gap ? { g: assertion, gaps: "1" } : { a: assertion });
    } else if (spotlight) go({ gaps: state.gaps });
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
