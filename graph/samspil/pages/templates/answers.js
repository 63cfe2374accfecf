// The panel: answers told by the Python side, block by block; the script only lays them out.

// The answer for the chosen situation, whole or narrowed to what one actor may do.
function answerNow() {
  const situation = situations.get(state.s);
  if (!situation) return null;
  const who = actorNumber.get(state.by);
  const [page, rows] = who === undefined ? [situation.page, situation.rows] : situation.narrowed[situation.by[who]];
  return { situation, page, rows };
}
const rowsNow = () => (answerNow() || { rows: [] }).rows;
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
  return said ? el("p", { class: "line" }, said) : null;
}

function targetOf(kind, id) {
  if (kind === "row") return linkTo({ a: id });
  if (kind === "gap") return linkTo({ g: id, gaps: "1" });
  if (kind === "sentence") return linkTo({ view: "text", d: id });
  if (kind === "situation" && situations.has(id)) return linkTo({ s: id });
  if (kind === "thing" && actors.has(id)) return linkTo({ n: id });
  return null;
}

function itemView(entry) {
  const [kind, id] = entry.about;
  const assertion = kind === "row" ? assertions.get(id) : null;
  const href = targetOf(kind, id);
  return el(
    "li",
    {
      class: `item ${kind}`, "data-kind": kind, "data-id": id || null,
      "data-modality": assertion && assertion.m, "data-layer": assertion && assertion.l,
    },
    el("p", { class: "head" }, href ? el("a", { href }, headOf(entry)) : headOf(entry)),
    entry.lines.map(lineOf).map(lineView),
  );
}

// A page as sections, each from its heading on; runs of entries become lists.
function sectionViews(numbers, level = 2) {
  const sections = [];
  let list = null;
  for (const block of numbers.map((number) => data.blocks[number])) {
    if (block.type === "h") sections.push(el("section", { class: "told" }));
    const shown = sections[sections.length - 1];
    if (block.type === "i") {
      if (!list) shown.append((list = el("ul", { class: "items" })));
      list.append(itemView(block));
      continue;
    }
    list = null;
    if (block.type === "h") shown.append(el(`h${level + block.level - 1}`, {}, text(block.text)));
    else shown.append(el("p", { class: block.faint ? "faint" : "" }, text(block.text)));
  }
  return sections;
}

const button = (said, press, attributes = {}) => el("button", { type: "button", onclick: press, ...attributes }, said);
const closing = () => button(ui("close"), () => go({}), { class: "close" });

function situationPanel() {
  const { situation, page } = answerNow();
  const by = actors.has(state.by) ? el("p", { class: "notice" }, ui("narrowed", { actor: nameOf(state.by) }), " ",
    el("a", { href: linkTo({ s: situation.id }) }, ui("narrowed-off"))) : null;
  const [first, ...rest] = sectionViews(page);
  return [closing(), first, by, ...rest];
}

function nodePanel() {
  const actor = actors.get(state.n);
  const around = ["1", "2"].map((steps) =>
    button(ui(`around-${steps}`), () => go({ n: state.n, around: steps }), { "aria-pressed": String((state.around || "1") === steps) }),
  );
  const drawn = nodes.has(state.n);
  return [
    closing(),
    ...sectionViews(actor.page).slice(0, 1),
    drawn
      ? el("div", { class: "notice" }, el("p", {}, ui("around")), el("div", { role: "group", "aria-label": ui("around") }, around))
      : el("p", { class: "notice" }, ui("not-drawn")),
    el("p", {}, button(ui("route-here"), () => go({ from: state.n, to: state.to })), " ",
      button(ui("route-there"), () => go({ to: state.n, from: state.from }))),
    ...sectionViews(actor.page).slice(1),
  ];
}

const oneItem = (block) => el("ul", { class: "items" }, itemView(block));

function assertionPanel() {
  const assertion = assertions.get(state.a);
  const shown = assertion.s.map((id) => sentences.get(id)).filter(Boolean);
  return [
    closing(),
    el("h2", {}, ui("assertion", { id: state.a })),
    el("p", { class: "faint" }, `${ui(`layer.${assertion.l}`)} · ${ui(`modality.${assertion.m}`)}`),
    oneItem(blockOf(state.a)),
    shown.length ? el("h3", {}, ui("its-sentence")) : null,
    ...shown.map(sentenceQuote),
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
    el("h2", {}, ui("gap", { id: gap.id })),
    el("p", {}, text(gap.text)),
    el("p", { class: "faint" }, ui("not-reviewed")),
    el("h3", {}, ui("gap-about")),
    el("ul", {}, things.map((id) => el("li", {}, el("a", { href: linkTo(actors.has(id) ? { n: id, gaps: "1" } : { s: id }) }, nameOf(id))))),
    el("p", {}, el("a", { href: linkTo({ gaps: "1" }) }, ui("gap-all"))),
  ];
}

function gapsPanel() {
  return [
    closing(),
    el("h2", {}, ui("gap-view-title", { count: data.gaps.length })),
    el("p", {}, ui("gap-view-help")),
    el("ul", { class: "items" }, data.gaps.map((gap) =>
      el("li", { class: "item gap", "data-id": gap.id }, el("p", { class: "head" }, el("a", { href: linkTo({ g: gap.id, gaps: "1" }) }, `${text(gap.text)} [${gap.id}]`))))),
  ];
}

function routePanel() {
  const known = actors.has(state.from) && actors.has(state.to);
  const routes = routesNow();
  const head = [closing(), el("h2", {}, ui("route-title")), el("p", {}, el("strong", {}, `${nameOf(state.from || "") || "…"} → ${nameOf(state.to || "") || "…"}`))];
  if (!known) return [...head, el("p", {}, ui("route-choose"))];
  if (!routes.length) return [...head, el("p", { id: "no-route" }, ui("route-none")), el("p", { class: "faint" }, ui("route-none-why"))];
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

function sentencePanel() {
  const one = sentences.get(state.d);
  return [
    closing(),
    el("h2", {}, ui("sentence", { id: one.id })),
    el("blockquote", { lang: "da" }, one.text),
    text(one.unused) ? el("p", { class: "notice" }, ui("unused"), " ", text(one.unused)) : null,
    el("h3", {}, ui("rests-here", { count: one.a.length })),
    el("ul", { class: "items" }, one.a.map((id) => itemView(blockOf(id)))),
  ];
}

function startPanel() {
  return [
    el("h2", {}, ui("start-title")),
    el("p", {}, ui("start")),
    el("h3", {}, ui("start-situations", { count: data.situations.length })),
    el("ul", { class: "choices", id: "situations" }, data.situations.map((one) =>
      el("li", {}, el("a", { href: linkTo({ s: one.id, by: state.by }), "data-id": one.id }, el("span", { class: "number" }, one.n), text(one.label))))),
    el("p", { class: "faint small" }, ui("start-note")),
  ];
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
  else if (state.from || state.to) shown = routePanel();
  else if (state.gaps) shown = gapsPanel();
  else shown = startPanel();
  if (asked && state[asked.key] !== asked.id) asked = null;
  const typed = asked && el("p", { class: "notice typed" }, ui("typed", asked));
  panel.replaceChildren(...[typed, ...shown].filter(Boolean));
  panel.scrollTop = 0;
}
