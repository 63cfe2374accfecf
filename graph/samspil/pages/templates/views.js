// What stands beside the canvas: the figure as a list, the tables, the document, the legend.

// The figure as a tree: tiers, their boxes, each box with its relations. One stop for Tab; the
// arrow keys move, and what has the focus is marked on the canvas.
function renderTree() {
  const tree = $("tree");
  const active = /** @type {HTMLElement} */ (document.activeElement);
  const held = active && tree.contains(active) ? active.dataset.key : null;
  const leaf = (key, said, href) => el("li", { role: "treeitem", tabindex: "-1", "data-key": key, "data-href": JSON.stringify(href), "aria-selected": "false" }, said);
  const relations = (node) =>
    drawnEdges.filter((edge) => edge.from === node.id || edge.to === node.id).map((edge) => {
      const out = edge.from === node.id;
      const other = nameOf(out ? edge.to : edge.from);
      const said = out ? `→ ${edge.names[at()]} → ${other}` : `← ${edge.names[at()]} ← ${other}`;
      const how = edge.gap ? ui("gap-word") : `${ui(`modality.${edge.modality}`)}, ${ui(`layer.${edge.layer}`)}`;
      const shown = leaf(`${node.id}>${edge.id}`, `${said} [${edge.assertion}] (${how})`, edge.gap ? { g: edge.assertion, gaps: "1" } : { a: edge.assertion });
      shown.dataset.edge = edge.id;
      return shown;
    });
  const boxes = (tier) =>
    drawnNodes.filter((node) => node.tier === tier).sort((a, b) => a.y - b.y || a.x - b.x).map((node) => {
      const own = relations(node);
      const href = actors.has(node.id) ? { n: node.id } : { a: drawnEdges.find((edge) => edge.from === node.id || edge.to === node.id)?.assertion };
      const shown = leaf(node.id, el("span", {}, node.names[at()]), href);
      shown.dataset.node = node.id;
      shown.dataset.kind = node.kind;
      if (own.length) {
        shown.setAttribute("aria-expanded", "false");
        shown.append(el("ul", { role: "group" }, own));
      }
      return shown;
    });
  tree.replaceChildren(
    ...data.figure.tiers.map((tier) => {
      const shown = leaf(`tier-${tier.id}`, el("strong", {}, text(tier.label)), {});
      shown.setAttribute("aria-expanded", "true");
      shown.append(el("ul", { role: "group" }, boxes(tier.id)));
      return shown;
    }),
  );
  const first = held ? every(`[data-key="${CSS.escape(held)}"]`, tree)[0] : every("li", tree)[0];
  if (first) first.tabIndex = 0;
  if (held && first) first.focus();
}

const reachable = () =>
  every('[role="treeitem"]', $("tree")).filter((item) => {
    for (let up = item.parentElement.closest('[role="treeitem"]'); up; up = up.parentElement.closest('[role="treeitem"]')) {
      if (up.getAttribute("aria-expanded") === "false") return false;
    }
    return true;
  });

function moveTo(item) {
  if (!item) return;
  every('[tabindex="0"]', $("tree")).forEach((one) => (one.tabIndex = -1));
  item.tabIndex = 0;
  item.focus();
  item.scrollIntoView({ block: "nearest" });
}

/** @type {(event: Event) => HTMLElement | null} */
const itemAt = (event) => /** @type {HTMLElement} */ (event.target).closest('[role="treeitem"]');

function startTree() {
  const tree = $("tree");
  tree.addEventListener("focusin", (event) => {
    pointed = /** @type {HTMLElement} */ (event.target).dataset.node || null;
    network.redraw();
  });
  tree.addEventListener("focusout", () => {
    pointed = null;
    network.redraw();
  });
  const choose = (item) => {
    const wanted = JSON.parse(item.dataset.href || "{}");
    if (Object.keys(wanted).length) go(wanted, { replace: false });
    else toggle(item);
  };
  const toggle = (item, to) => {
    if (!item.hasAttribute("aria-expanded")) return;
    item.setAttribute("aria-expanded", String(to ?? item.getAttribute("aria-expanded") === "false"));
  };
  tree.addEventListener("click", (event) => {
    const item = itemAt(event);
    if (!item) return;
    toggle(item);
    moveTo(item);
    choose(item);
  });
  tree.addEventListener("keydown", (event) => {
    const item = itemAt(event);
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = reachable();
    const place = all.indexOf(item);
    const open = item.getAttribute("aria-expanded");
    const moves = {
      ArrowDown: () => moveTo(all[place + 1]),
      ArrowUp: () => moveTo(all[place - 1]),
      Home: () => moveTo(all[0]),
      End: () => moveTo(all[all.length - 1]),
      ArrowRight: () => (open === "false" ? toggle(item, true) : open && moveTo(all[place + 1])),
      ArrowLeft: () => (open === "true" ? toggle(item, false) : moveTo(item.parentElement.closest('[role="treeitem"]'))),
      Enter: () => choose(item),
      " ": () => choose(item),
    };
    if (moves[event.key]) {
      event.preventDefault();
      moves[event.key]();
    } else if (event.key.length === 1) {
      const begins = fold(event.key);
      const after = [...all.slice(place + 1), ...all.slice(0, place + 1)];
      moveTo(after.find((one) => fold(one.firstChild.textContent).startsWith(begins)));
    }
  });
}

function table(caption, id, columns, rows) {
  return el(
    "div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    el("table", { id },
      el("caption", {}, `${caption} (${rows.length})`),
      el("thead", {}, el("tr", {}, columns.map((name) => el("th", { scope: "col" }, ui(name))))),
      el("tbody", {}, rows.map(({ id: own, cells }) =>
        el("tr", { "data-id": own }, cells.map((cell, i) => el(i ? "td" : "th", i ? {} : { scope: "row" }, cell))))),
    ),
  );
}

const heads = (rows) => el("ul", {}, rows.map(([id]) => el("li", {}, link({ a: id }, `${headOf(blockOf(id))} (${ui(`modality.${assertions.get(id).m}`)})`))));

function renderTable() {
  const sum = (rows) => (rows.length ? heads(rows) : ui("nobody-stated"));
  const told = [...assertions];
  $("table").replaceChildren(
    el("h2", {}, ui("view-table")),
    el("p", { class: "faint" }, ui("table-help")),
    table(ui("situations"), "t-situations", ["c-id", "c-situation", "c-answer"],
      data.situations.map((one) => ({ id: one.id, cells: [one.n || one.id, link({ s: one.id }, text(one.label)), sum(one.rows)] }))),
    table(ui("actors"), "t-actors", ["c-name", "c-other", "c-kind", "c-figure"],
      data.actors.map((one) => {
        const [da, en] = typeof one.label === "string" ? [one.label, one.label] : one.label;
        return { id: one.id, cells: [link({ n: one.id }, text(one.label)), at() ? da : en, text(one.kind), nodes.has(one.id) ? ui("yes") : ui("no")] };
      })),
    table(ui("relations"), "t-relations", ["c-id", "c-from", "c-relation", "c-to", "c-modality", "c-layer"],
      drawnEdges.filter((edge) => !edge.gap).map((edge) => ({
        id: edge.id,
        cells: [link({ a: edge.assertion }, edge.assertion), nameOf(edge.from), edge.names[at()] + termsOf(edge), nameOf(edge.to), ui(`modality.${edge.modality}`), ui(`layer.${edge.layer}`)],
      }))),
    table(ui("assertions"), "t-assertions", ["c-id", "c-said", "c-modality", "c-layer", "c-where"],
      told.map(([id, one]) => {
        const words = blockOf(id).lines.map(lineOf).filter((line) => line.sentence).map((line) => text(line.text)).join(" ");
        return { id, cells: [link({ a: id }, id), headOf(blockOf(id)), ui(`modality.${one.m}`), ui(`layer.${one.l}`), words || "–"] };
      })),
    table(ui("gaps"), "t-gaps", ["c-id", "c-gap", "c-about"],
      data.gaps.map((gap) => ({ id: gap.id, cells: [link({ g: gap.id, gaps: "1" }, gap.id), text(gap.text), text(gap.things)] }))),
    table(ui("readings"), "t-readings", ["c-id", "c-claim", "c-why", "c-decision", "c-confidence"],
      data.readings.map((one) => ({
        id: one.id,
        cells: [one.id, text(one.claim), [text(one.why), text(one.but)].filter(Boolean).join(" "), ui(one.decision === "accepted" ? "accepted" : "rejected"), one.confidence ? ui(`confidence.${one.confidence}`) : "–"],
      }))),
  );
}

// The document: each sentence with what rests on it; the words that the shown answer quotes marked.
// A sentence that is chosen itself is shown as that, not by what rests on it.
const quotesShown = () =>
  grouped(sentences.has(state.d) ? [] : [...$("panel").querySelectorAll(".quote")], (line) => line.dataset.sentence);
const wordsQuoted = ({ textContent: said }) => said.slice(said.indexOf("»") + 1, said.lastIndexOf("«"));

function marked(said, quotes) {
  const found = quotes.map((quote) => [said.indexOf(quote), quote.length]).filter(([start]) => start >= 0).sort((a, b) => a[0] - b[0]);
  const parts = [];
  let done = 0;
  for (const [start, length] of found) {
    if (start < done) continue;
    parts.push(said.slice(done, start), el("mark", {}, said.slice(start, start + length)));
    done = start + length;
  }
  return [...parts, said.slice(done)];
}

function sentenceView(one, quotes) {
  const heading = one.kind === "heading";
  const shown = el("div", { class: `source ${one.kind}${quotes || state.d === one.id ? " chosen" : ""}`, id: `d-${one.id}`, "data-id": one.id });
  const words = el(heading ? "h3" : "p", { lang: "da" });
  words.append(...marked(one.text, (quotes || []).map(wordsQuoted)));
  shown.append(link({ view: "text", d: one.id }, one.id), words);
  if (one.a.length) shown.append(el("p", { class: "small" }, el("span", { class: "faint" }, ui("rests-here-short")), " ", one.a.flatMap((id) => [link({ view: "text", a: id }, id), " "])));
  else if (text(one.unused)) shown.append(el("p", { class: "small faint" }, ui("unused"), " ", text(one.unused)));
  return shown;
}

function renderText() {
  const quotes = quotesShown();
  $("text").replaceChildren(
    el("h2", {}, ui("view-text")),
    ...data.sources.map(({ title, issued }) => {
      // The document's own title, as quotes are never translated; what it means in English is our words.
      const [own, other] = [title].flat();
      return el("p", {}, el("strong", { lang: "da" }, own), ` (${issued ? day(issued) : ui("undated")})`, at() && other ? el("span", { class: "faint" }, ` – ${other} (${ui("our-translation")})`) : null);
    }),
    el("p", { class: "faint" }, ui("text-help")),
    ...data.sentences.map((one) => sentenceView(one, quotes.get(one.id))),
  );
  const first = data.sentences.find((one) => quotes.has(one.id));
  const wanted = first ? first.id : state.d;
  const found = wanted && $(`d-${wanted}`);
  const own = $("text");
  // Only the document scrolls where it has a scroll bar of its own, never the page around it.
  if (found && own.scrollHeight > own.clientHeight) own.scrollTop = found.offsetTop - own.offsetTop - own.clientHeight / 3;
  else if (found && state.view === "text") found.scrollIntoView({ block: "center" });
}

// What the role may choose: first who acts here (or anywhere, before a situation is chosen).
function renderSelects() {
  const list = [...data.actors].sort((a, b) => text(a.label).localeCompare(text(b.label), language));
  const option = (one, chosen) => {
    const made = el("option", { value: one.id }, text(one.label));
    made.selected = one.id === chosen;
    return made;
  };
  const situation = situations.get(state.s);
  const acts = (one) => (situation ? ownRows(situation, one.id) : doneBy(one.id)).length > 0;
  const beside = new Set(situation ? situation.beside.flatMap((id) => assertions.get(id).from) : []);
  const group = (label, its) => (its.length ? [el("optgroup", { label }, its.map((one) => option(one, state.by)))] : []);
  const first = list.filter(acts);
  const named = list.filter((one) => beside.has(one.id) && !first.includes(one));
  $("who").replaceChildren(
    el("option", { value: "" }, ui("who-any")),
    ...group(ui(situation ? "who-acts-here" : "who-acts"), first),
    ...group(ui("who-named"), named),
    ...group(ui("who-others"), list.filter((one) => !first.includes(one) && !named.includes(one))),
  );
  for (const end of ["from", "to"]) {
    $(end).replaceChildren(el("option", { value: "" }, ui("choose")), ...list.map((one) => option(one, state[end])));
  }
}
