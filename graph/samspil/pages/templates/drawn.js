// What of the figure is drawn and what is lit, by what is chosen; nothing is painted here.
let spotlight = null;

// Above so many lines a figure opens without any; no more than so many are drawn where one chooses.
const [MANY, MOST] = [80, 40];
const allLines = new Set(drawnEdges.filter((edge) => !edge.gap).map((edge) => edge.bundle)).size;

// The figure as it is laid out for the language that is read; boxes and lines know their places.
let layout = null;
const framesDrawn = [];
function layOut(wanted = data.figure.layouts[at()]) {
  if (layout === wanted) return false;
  layout = wanted;
  drawnNodes.forEach((node, i) => Object.assign(node, layout.nodes[i]));
  for (const edge of drawnEdges) Object.assign(edge, layout.bundles[edge.bundle]);
  data.figure.tiers.forEach((tier, i) => (tier.box = layout.tiers[i]));
  Object.assign(data.figure, { width: layout.width, height: layout.height });
  framesDrawn.splice(0, framesDrawn.length, ...layout.frames);
  return true;
}
layOut();

const allows = (node) => !hiddenKinds.kind.has(node.kind);
const shows = (edge) =>
  !hiddenKinds.modality.has(edge.line) && !hiddenKinds.layer.has(edge.layer) &&
  allows(nodes.get(edge.from)) && allows(nodes.get(edge.to));
// Among very many lines what is chosen stands alone: near enough to be read, with nothing to cut.
const standsAlone = () => Boolean(spotlight) && allLines > MANY && !state.gaps;
// Somebody who isn't named stands only where something is said of them.
const showsNode = (node) => allows(node) && (!standsAlone() || spotlight.nodes.has(node.id)) && (node.kind !== "not-stated" || joined.has(node.id) || (spotlight && spotlight.nodes.has(node.id)));

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
  if (situations.has(state.s)) rowsNow().filter(([, at]) => at <= step).forEach(([id]) => take(id));
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
// A plan that says nothing of structure opens on what it says of telling.
const opening = drawnEdges.some((edge) => !edge.gap && !edge.told) ? "structure" : "told";
const preset = () => (state.gaps ? "gaps" : ["structure", "told"].includes(state.show) ? state.show : opening);
const inPreset = (edge) => (preset() === "gaps" ? edge.gap : !edge.gap && edge.told === (preset() === "told"));

// What is drawn just now: by the number of each line, the relations it stands for; and how many
// lines there would be if there were room for all.
let drawn = new Map();
let wantedCount = 0;
let joined = new Set();
function choose() {
  const lit = (edge) => spotlight.edges.has(edge.id) && (!edge.gap || gapsShown());
  const order = spotlight ? [...spotlight.edges].map((id) => edges.get(id)).filter(lit) : [];
  const ghosts = spotlight && state.gaps ? drawnEdges.filter((edge) => edge.gap) : [];
  const wanted = grouped(new Set((spotlight ? [...order, ...ghosts] : drawnEdges.filter(inPreset)).filter(shows)), (edge) => edge.bundle);
  wantedCount = wanted.size;
  const isAsked = spotlight || ((state.show || state.gaps) && wantedCount <= MOST);
  drawn = spotlight || allLines > MANY ? new Map([...wanted].slice(0, isAsked ? MOST : 0)) : wanted;
  joined = new Set([...drawn.values()].flat().flatMap((edge) => [edge.from, edge.to]));
}
const isDrawn = (edge) => (drawn.get(edge.bundle) || []).includes(edge);
const isLit = (edge) => isDrawn(edge) && (!spotlight || spotlight.edges.has(edge.id));
const widthOf = (edge) => {
  const { width } = data.lines[edge.line];
  return spotlight && spotlight.edges.has(edge.id) ? width * 1.25 + 0.5 : width;
};
