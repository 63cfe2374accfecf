// The panel: answers told by the Python side, block by block; the script only lays them out.

// The answer for the chosen situation, whole or narrowed to what one actor may do.
function answerNow() {
  const situation = situations.get(state.s);
  if (!situation) return null;
  const who = actorNumber.get(state.by);
  const [panel, rows] = who === undefined ? [situation.panel, situation.rows] : situation.narrowed[situation.by[who]];
  return { situation, panel, rows };
}
// Of a role that does nothing here, what others do is lit, as the panel tells it.
const rowsNow = () => {
  const now = answerNow();
  if (!now) return [];
  return now.rows.length ? now.rows : now.situation.rows;
};
const routesFound = () => routesFrom.get(state.from)?.get(state.to) || [[], false];
const routesNow = () => routesFound()[0];

function lineView({ text: both, sentence, address }) {
  const said = text(both);
  if (sentence) {
    const href = linkTo({ view: "text", d: sentence });
    return el("p", { class: "line quote", "data-sentence": sentence }, el("a", { href, lang: "da" }, said));
  }
  if (address && /^https?:\/\//i.test(address)) {
    return el("p", { class: "line" }, el("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, said));
  }
  return said ? el("p", { class: "line" }, linked(said)) : null;
}

// What stands whole behind an entry, where the entry itself doesn't lead there.
function headView(entry) {
  const [kind, id] = entry.about;
  const said = headOf(entry);
  if (kind === "situation" && situations.has(id)) return link({ s: id }, said);
  if (kind === "sentence") return link({ view: "text", d: id }, said);
  return linked(said);
}

function itemView(entry) {
  const [kind, id] = entry.about;
  // Of several that are told as one, the first stands for all.
  const assertion = kind === "row" ? assertions.get(id.split(", ")[0]) : null;
  return el(
    "li",
    {
      class: `item ${kind}`, "data-kind": kind, "data-id": id || null,
      "data-modality": assertion && assertion.m, "data-layer": assertion && assertion.l,
    },
    el("p", { class: "head" }, entry.mark ? el("strong", { class: "mark" }, text(entry.mark), " ") : null, headView(entry)),
    entry.lines.map(lineOf).map(lineView),
  );
}

// Blocks one after the other; runs of entries become lists.
function blockViews(blocks) {
  const shown = [];
  let list = null;
  for (const block of blocks) {
    if (block.type !== "i") list = null;
    else if (!list) shown.push((list = el("ul", { class: "items" })));
    if (block.type === "i") list.append(itemView(block));
    else if (block.type === "p") shown.push(el("p", { class: block.faint ? "faint" : "" }, linked(text(block.text))));
    else shown.push(el(`h${block.level + 1}`, {}, text(block.text)));
  }
  return shown;
}

// The point of a panel: at most sixty words, before all else.
/** @type {(panel: Panel) => HTMLElement} */
const pointView = ([, point]) => el("section", { id: "point" }, blockViews(point[at()].map((number) => data.blocks[number])));

// All that is known, folded, each part under its name and with how much it holds.
/** @type {(panel: Panel) => HTMLElement[]} */
function sectionViews([, , numbers]) {
  /** @type {Block[][]} */
  const parts = [];
  for (const block of numbers.map((number) => data.blocks[number])) {
    if (block.type === "h") parts.push([block]);
    else parts[parts.length - 1].push(block);
  }
  return parts.map(([head, ...blocks]) => {
    const count = blocks.filter((block) => block.type === "i").length;
    return el("details", { class: "told" },
      el("summary", {}, el("h3", {}, head.type === "i" ? "" : text(head.text)), count ? el("span", { class: "faint" }, ` (${count})`) : null),
      blockViews(blocks));
  });
}

const button = (said, press, attributes = {}) => el("button", { type: "button", onclick: press, ...attributes }, said);
const closing = () => button(ui("close"), () => go({}), { class: "close" });
const title = (said) => el("h2", { tabindex: "-1" }, said);

// The way back to the answer that was shown before, and to its role.
let answered = null;
function backView() {
  if (!answered || situations.has(state.s)) return null;
  const said = `← ${ui("back", { name: nameOf(answered.s) })}`;
  return el("p", { class: "back" }, el("a", { href: linkTo({ ...answered, view: "" }) }, said));
}

function situationPanel() {
  const { situation, panel } = answerNow();
  const narrowed = actors.has(state.by);
  return [
    closing(),
    title(text(panel[0])),
    narrowed ? el("p", { class: "role" }, ui("as-role", { actor: nameOf(state.by) }), " ", link({ s: situation.id, by: "" }, ui("narrowed-off"))) : null,
    pointView(panel),
    narrowed ? el("details", { class: "told why" }, el("summary", {}, el("h3", {}, ui("role-why"))), el("p", {}, linked(text(lineOf(situation.why[actorNumber.get(state.by)]).text)))) : null,
    ...sectionViews(panel),
  ];
}

function nodePanel() {
  const { panel } = actors.get(state.n);
  const around = ["1", "2"].map((steps) =>
    button(ui(`around-${steps}`), () => go({ n: state.n, around: steps }), { "aria-pressed": String((state.around || "1") === steps) }),
  );
  return [
    closing(),
    title(text(panel[0])),
    pointView(panel),
    nodes.get(state.n)?.kind === "forum" || state.by === state.n ? null : el("p", {}, link({ by: state.n }, ui("be-this"))),
    ...sectionViews(panel),
    nodes.has(state.n)
      ? el("div", { class: "notice" }, el("p", {}, ui("around")), el("div", { role: "group", "aria-label": ui("around") }, around))
      : el("p", { class: "notice" }, ui("not-drawn")),
    el("p", {}, button(ui("route-here"), () => go({ from: state.n, to: state.to })), " ",
      button(ui("route-there"), () => go({ to: state.n, from: state.from }))),
  ];
}

// What an actor does by the document: the situations, each with the ids of its rows.
const doneBy = (actor) => data.situations.map((one) => [one, ownRows(one, actor)]).filter(([, ids]) => ids.length);
const ownRows = (situation, actor) =>
  (situation.narrowed[situation.by[actorNumber.get(actor)]] || [null, []])[1].map(([id]) => id);

const oneItem = (block) => el("ul", { class: "items" }, itemView(block));

function assertionPanel() {
  const assertion = assertions.get(state.a);
  const shown = assertion.s.map((id) => sentences.get(id)).filter(Boolean);
  const where = data.situations.filter((one) => one.rows.some(([id]) => id === state.a) || one.beside.includes(state.a));
  return [
    closing(),
    title(ui("assertion", { id: state.a })),
    el("p", { class: "faint" }, `${ui(`layer.${assertion.l}`)} · ${ui(`modality.${assertion.m}`)}`),
    oneItem(blockOf(state.a)),
    shown.length ? el("h3", {}, ui("its-sentence")) : null,
    ...shown.map(sentenceQuote),
    where.length ? el("h3", {}, ui("its-answers")) : null,
    where.length ? el("ul", {}, where.map((one) => el("li", {}, link({ s: one.id }, text(one.label))))) : null,
    edgesOf.has(state.a) ? null : el("p", { class: "notice" }, ui("assertion-not-drawn")),
  ];
}

const sentenceQuote = (one) =>
  el("p", { class: "sentence" }, el("a", { href: linkTo({ view: "text", d: one.id }) }, one.id), ": ", el("q", { lang: "da" }, one.text));

function gapPanel() {
  const gap = gaps.get(state.g);
  const things = gap.about.filter((id) => actors.has(id) || situations.has(id));
  return [
    closing(),
    title(ui("gap", { id: gap.id })),
    el("p", {}, linked(text(gap.text), gap.id)),
    el("p", { class: "faint" }, ui("not-reviewed")),
    el("h3", {}, ui("gap-about")),
    el("ul", {}, things.map((id) => el("li", {}, el("a", { href: linkTo(actors.has(id) ? { n: id, gaps: "1" } : { s: id }) }, nameOf(id))))),
    el("p", {}, el("a", { href: linkTo({ gaps: "1" }) }, ui("gap-all"))),
  ];
}

function gapsPanel() {
  return [
    closing(),
    title(ui("gap-view-title", { count: data.gaps.length })),
    el("p", {}, ui("gap-view-help")),
    el("ul", { class: "items" }, data.gaps.map((gap) =>
      el("li", { class: "item gap", "data-id": gap.id }, el("p", { class: "head" }, linked(`${text(gap.text)} [${gap.id}]`))))),
  ];
}

function readingPanel() {
  const one = readings.get(state.r);
  const sure = one.confidence ? ` · ${ui(`confidence.${one.confidence}`)}` : "";
  return [
    closing(),
    title(ui("reading", { id: one.id })),
    el("p", { class: "faint" }, `${ui(one.decision === "accepted" ? "accepted" : "rejected")}${sure} · ${ui("not-reviewed")}`),
    ...[one.claim, one.why, one.but].map(text).filter(Boolean).map((said) => el("p", {}, linked(said, one.id))),
  ];
}

function routePanel() {
  const known = actors.has(state.from) && actors.has(state.to);
  const end = (id) => (actors.has(id) ? link({ n: id }, nameOf(id)) : "…");
  const routes = routesNow();
  const head = [closing(), title(ui("route-title")), el("p", {}, el("strong", {}, end(state.from), " → ", end(state.to)))];
  if (!known) return [...head, el("p", {}, ui("route-choose"))];
  if (!routes.length) return [...head, ...brokenRoute()];
  return [
    ...head,
    el("p", { class: "notice" }, ui("route-note")),
    routesFound()[1] ? el("p", { id: "more-routes" }, ui("route-more", { count: routes.length })) : null,
    ...routes.flatMap((norms, i) => [
      el("h3", {}, ui("route-number", { n: i + 1 })),
      el("ol", { class: "items" }, norms.map((id) => itemView(blockOf(id)))),
    ]),
  ];
}

// Where no route leads on: how far one gets, and the gap that the chain ends at.
function brokenRoute() {
  const reached = [...(routesFrom.get(state.from) || new Map()).keys()];
  const ends = [state.from, ...reached];
  const broken = [...new Set(drawnEdges.filter((edge) => edge.gap && edge.to === state.to && ends.includes(edge.from)).map((edge) => edge.assertion))];
  return [
    el("p", { id: "no-route" }, ui("route-none")),
    el("h3", {}, ui("route-far")),
    reached.length ? el("ul", {}, reached.map((id) => el("li", {}, link({ n: id }, nameOf(id)), " · ", link({ from: state.from, to: id }, ui("route-show"))))) : el("p", {}, ui("route-nowhere")),
    ...(broken.length ? [el("h3", {}, ui("route-gap")), el("ul", { class: "items" }, broken.map((id) =>
      el("li", { class: "item gap" }, el("p", { class: "head" }, linked(`${text(gaps.get(id).text)} [${id}]`)))))] : []),
    el("p", { class: "faint" }, ui("route-none-why")),
  ];
}

function sentencePanel() {
  const one = sentences.get(state.d);
  return [
    closing(),
    title(ui("sentence", { id: one.id })),
    el("blockquote", { lang: "da" }, one.text),
    text(one.unused) ? el("p", { class: "notice" }, ui("unused"), " ", text(one.unused)) : null,
    el("h3", {}, ui("rests-here", { count: one.a.length })),
    el("ul", { class: "items" }, one.a.map((id) => itemView(blockOf(id)))),
  ];
}

const choices = (some, id = null) =>
  el("ul", { class: "choices", id }, some.map((one) =>
    el("li", {}, el("a", { href: linkTo({ s: one.id }), "data-id": one.id }, el("span", { class: "number" }, one.n), text(one.label)))));

function startPanel() {
  if (actors.has(state.by)) return rolePanel();
  return [
    title(ui("start-title")),
    el("p", {}, ui("start")),
    el("h3", {}, ui("start-situations", { count: data.situations.length })),
    choices(data.situations, "situations"),
    el("p", { class: "faint small" }, ui("start-note")),
  ];
}

// What a role does in a situation, as the point of its answer tells it; what had no room there by
// itself.
function doneIn(situation, ids) {
  const [[, point]] = situation.narrowed[situation.by[actorNumber.get(state.by)]];
  /** @type {Entry[]} */
  const told = point[at()].map((number) => data.blocks[number]).filter((block) => block.type === "i" && ids.includes(block.about[1].split(", ")[0]));
  const said = told.flatMap(({ head, lines }) => [head, ...lines]).map((line) => text(lineOf(line).text)).join(" ");
  const named = new Set((said.match(/\[[^\]]*\]/g) || []).flatMap((some) => some.slice(1, -1).split(", ")));
  return [...told, ...ids.filter((id) => !named.has(id)).map(blockOf)];
}

// What a role may do by the document, situation by situation; then the situations it has no part in.
function rolePanel() {
  const done = doneBy(state.by);
  const own = new Set(done.map(([one]) => one));
  const others = data.situations.filter((one) => !own.has(one));
  const does = done.flatMap(([one, ids]) => [el("h4", {}, link({ s: one.id }, text(one.label))), el("ul", { class: "items" }, doneIn(one, ids).map(itemView))]);
  return [
    button(ui("close"), () => go({ by: "" }), { class: "close" }),
    title(ui("role-title", { actor: nameOf(state.by) })),
    el("section", { id: "point" }, el("p", {}, ui(done.length ? "role-acts" : "role-none", { count: done.length })), el("p", {}, link({ n: state.by }, ui("role-all", { actor: nameOf(state.by) })))),
    ...does,
    el("h3", {}, ui(done.length ? "role-others" : "start-situations", { count: others.length })),
    choices(others, "situations"),
    el("p", { class: "faint small" }, ui("start-note")),
  ];
}

// What an address names and the page doesn't know is told by its kind, never in the address's words.
function unknownView() {
  const known = { s: situations, n: actors, by: actors, a: assertions, g: gaps, d: sentences, r: readings, from: actors, to: actors };
  const lost = Object.keys(known).filter((key) => state[key] && !known[key].has(state[key]));
  if (!lost.length) return null;
  const kinds = [...new Set(lost.map((key) => ui(`unknown-${{ by: "n", from: "n", to: "n" }[key] || key}`)))];
  return el("p", { class: "notice unknown" }, ui("unknown", { name: kinds.join(", ") }));
}

// What the shown choice was made from, when it was free text. It stays in the page: an address is
// passed on, and what people type is about people.
let asked = null;

function renderPanel() {
  const panel = $("panel");
  let shown;
  if (situations.has(state.s)) shown = situationPanel();
  else if (actors.has(state.n)) shown = nodePanel();
  else if (assertions.has(state.a)) shown = assertionPanel();
  else if (gaps.has(state.g)) shown = gapPanel();
  else if (sentences.has(state.d)) shown = sentencePanel();
  else if (readings.has(state.r)) shown = readingPanel();
  else if (state.from || state.to) shown = routePanel();
  else if (state.gaps) shown = gapsPanel();
  else shown = startPanel();
  if (asked && state[asked.key] !== asked.id) asked = null;
  const typed = asked && el("p", { class: "notice typed" }, ui("typed", asked));
  if (situations.has(state.s)) answered = { s: state.s, by: state.by };
  panel.replaceChildren(...[unknownView(), typed, backView(), ...shown].filter(Boolean));
  panel.scrollTop = 0;
}
