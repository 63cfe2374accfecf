// The overview: one box a municipality and a kind of forum, and the same as two tables.
const items = prepared(data.municipalities);
const byId = new Map([...data.municipalities, ...data.kinds].map((one) => [one.id, one]));
const nameOf = (id) => byId.get(id).names[at()];
let [typed, chosen, network] = ["", null, null]; // What is chosen is a kind of forum.
let lit = null; // The ids of what is lit up, or null when all is.

const cell = (count) => el("td", { class: count ? "number" : "number zero" }, String(count));
const head = (names, firstNumber) =>
  el("thead", {}, el("tr", {}, names.map((name, i) => el("th", { scope: "col", class: i >= firstNumber ? "number" : null }, name))));

function renderRows(shown) {
  const groups = data.groups.map((group) => ui("norms", { name: ui(`modality.${group}`) }));
  const counted = [ui("c-situations"), ...groups, ui("c-forums"), ui("c-gaps")];
  const rows = shown.map((one) =>
    el("tr", { "data-id": one.id },
      el("th", { scope: "row" }, el("a", { href: pageOf(one) }, one.names[at()])),
      el("td", {}, one.issued.map((date) => (date ? day(date) : ui("no-date"))).join(", ")),
      [one.situations, ...one.norms, one.forums, one.gaps].map(cell)));
  $("rows").replaceChildren(head([ui("c-municipality"), ui("c-date"), ...counted], 2), el("tbody", {}, rows));
}

// A forum's own name beside the municipality, where it is called something else there.
const holder = ([id, names], kind) =>
  [el("a", { href: pageOf(byId.get(id)) }, nameOf(id)), names[at()] === kind.names[at()] ? null : el("span", { class: "own" }, ` (${names[at()]})`)];

// How many have a forum is told of all, whatever else is looked at.
function renderKinds(shown) {
  const ids = new Set(shown.map((one) => one.id));
  const rows = data.kinds.filter((kind) => kind.id === chosen || kind.held.some(([id]) => ids.has(id)));
  const choose = (id) => {
    set({ kind: chosen === id ? null : id });
    every(`#kinds [data-id="${CSS.escape(id)}"] button`)[0].focus();
  };
  $("kinds").replaceChildren(
    head([ui("c-kind"), ui("c-many"), ui("c-which")], 9),
    el("tbody", {}, rows.map((kind) =>
      el("tr", { "data-id": kind.id },
        el("th", { scope: "row" }, el("button", { type: "button", "aria-pressed": String(chosen === kind.id), onclick: () => choose(kind.id) }, kind.names[at()])),
        el("td", {}, String(new Set(kind.held.map(([id]) => id)).size)),
        el("td", {}, kind.held.flatMap((one, i) => [i ? ", " : "", ...holder(one, kind)]))))));
}

function renderTexts() {
  document.title = ui("title");
  $("under").textContent = ui("under", { count: data.municipalities.length, kinds: data.kinds.length, asOf: day(data.asOf) });
  const count = data.kinds.filter((one) => !nodes.has(one.id)).length;
  $("cut").textContent = count ? ui("not-drawn", { count }) : "";
  renderStatic();
}

function set({ text = typed, kind = chosen }) {
  [typed, chosen] = [text, kind];
  const asked = typed.trim();
  const situations = asked ? search(columnItems, typed, at()) : columnItems;
  const towns = asked ? search(items, typed, at()) : items;
  // What names situations only is looked for in all municipalities.
  const found = new Set((towns.length || !situations.length ? towns : items).map((one) => one.id));
  const shown = data.municipalities.filter((one) => found.has(one.id) && (!chosen || one.kinds.includes(chosen)));
  const all = !asked && !chosen;
  lit = all ? null : new Set(shown.flatMap((one) => [one.id, ...(chosen ? [chosen] : one.kinds)]));
  renderTexts();
  renderMatrix(shown, (situations.length ? situations : columnItems).map(({ id }) => columnOf.get(id)));
  renderRows(shown);
  renderKinds(shown);
  const columns = asked && situations.length ? ` ${ui("found-situations", { count: situations.length })}` : "";
  const said = shown.length ? ui("found", { count: shown.length }) + columns : ui("none");
  $("found").textContent = chosen ? `${said} ${ui("chosen", { name: nameOf(chosen) })}` : said;
  $("clear").hidden = all;
  paintEdges();
}

function paintEdges() {
  const shows = (edge) => !lit || (lit.has(edge.from) && lit.has(edge.to));
  network.body.data.edges.update(drawnEdges.map((edge) => ({
    id: edge.id, hidden: !shows(edge), width: lit ? 2.2 : 1, title: `${nameOf(edge.from)} – ${nameOf(edge.to)}`,
    color: { color: colours.edge, highlight: colours.edge, inherit: false, opacity: 1 },
  })));
  network.redraw();
}

function paintNode({ ctx, id, x, y }) {
  const { kind, box: [width, height], lines, pieces } = nodes.get(id);
  const dim = lit && !lit.has(id);
  const colour = (part) => colours[dim ? `dim-${part}` : `${kind}-${part}`];
  const drawNode = () => {
    ctx.save();
    ctx.translate(x, y);
    paintPieces(ctx, pieces, colour("fill"), colour("border"), id === chosen ? 2 : 1);
    [ctx.fillStyle, ctx.font] = [dim ? colours["dim-text"] : colours.text, `${SIZE}px ${FONT}`];
    paintLines(ctx, lines[at()], width);
    ctx.restore();
  };
  return { drawNode, nodeDimensions: { width, height } };
}

function bounds() {
  const [x, y] = ["x", "y"].map((axis, i) => drawnNodes.flatMap((one) => [one[axis] - one.box[i] / 2, one[axis] + one.box[i] / 2]));
  const [left, right, top, bottom] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
  return { x: (left + right) / 2, y: (top + bottom) / 2, w: right - left + 24, h: bottom - top + 24 };
}

// The whole figure, and a stage as high as it then needs, so that labels can be read.
function showWhole() {
  const box = bounds();
  const wide = $("stage").clientWidth;
  if (!wide) return; // On a small screen the labels would be too small to read: see the tables.
  $("stage").style.height = `${Math.ceil(Math.min(box.h * Math.min(wide / box.w, 1.6), 4000)) + 2}px`;
  network.redraw();
  network.moveTo({ position: box, scale: Math.min(wide / box.w, $("canvas").clientHeight / box.h), animation: false });
}

function start() {
  readColours();
  const stage = $("canvas");
  // The wheel scrolls the page; it zooms only with Ctrl, as maps do.
  stage.addEventListener("wheel", (event) => event.ctrlKey || event.stopPropagation(), { capture: true });
  const edges = drawnEdges.map((edge) => ({ ...edge, arrows: { to: { enabled: false } } }));
  network = new vis.Network(stage, {
    nodes: new vis.DataSet(drawnNodes.map((node) => ({ ...node, ctxRenderer: paintNode }))), edges: new vis.DataSet(edges),
  }, visOptions);
  startMatrix();
  // The picture is one thing with a name; the tables are what the keyboard moves in.
  for (const one of every("#canvas [tabindex]")) one.removeAttribute("tabindex");
  network.on("click", ({ nodes: [id] }) => {
    const one = byId.get(id);
    if (one && "page" in one) location.href = pageOf(one);
    else set({ kind: one && chosen !== id ? id : null });
  });
  for (const query of [darkQuery, forcedQuery]) query.addEventListener("change", () => { readColours(); paintEdges(); });
  const zoom = (by) => network.moveTo({ scale: network.getScale() * by, animation: false });
  $("whole").addEventListener("click", showWhole);
  $("closer").addEventListener("click", () => zoom(1.25));
  $("further").addEventListener("click", () => zoom(0.8));
  $("find").addEventListener("input", () => set({ text: $("find").value }));
  const clear = () => { $("find").value = ""; set({ text: "", kind: null }); };
  $("clear").addEventListener("click", () => { clear(); $("find").focus(); });
  addEventListener("keydown", (event) => event.key === "Escape" && clear());
  addEventListener("resize", showWhole);
  $("skip").addEventListener("click", (event) => { event.preventDefault(); $("answers").focus(); });
  const speak = () => {
    const [, said] = location.hash.match(/^#lang=(da|en)$/) || [];
    language = said === "da" || said === "en" ? said : data.lang;
    set({});
  };
  for (const one of every(".lang")) one.addEventListener("click", () => location.replace(`#lang=${one.dataset.lang}`));
  addEventListener("hashchange", speak);
  speak();
  showWhole();
}

start();
// For the tests, and for whoever looks under the bonnet.
window.samspil = { data, network, drawnNodes, drawnEdges };
requestAnimationFrame(() => { network.redraw(); document.documentElement.dataset.ready = "1"; });
