// The figure where there is no room for a canvas: cards, one under the other, that say the same.
function renderCards() {
  const card = (...said) => el("div", { class: "card" }, ...said);
  const named = (ids) => (ids.length ? ids.map((id) => (actors.has(id) ? link({ n: id, view: "" }, nameOf(id)) : nameOf(id))).flatMap((one, i) => [i ? ", " : "", one]) : el("em", {}, ui("not-stated")));
  // Who acts, how binding that is, and whom it reaches: a chain of three for each rule.
  const chain = (id) => {
    const { m, l, from, to, k } = assertions.get(id);
    const how = k === "InformationNorm" ? ui(`modality.${m}`) : ui(`layer.${l}`);
    return el("li", { class: "chain", "data-id": id, "data-modality": m },
      card(named(from)), el("p", { class: "arrow" }, "↓ ", el("strong", {}, how), ": ", linked(headOf(blockOf(id)))), card(named(to)));
  };
  const relation = (edge, node) => {
    const out = edge.from === node.id;
    return el("li", {}, out ? "→ " : "← ", edge.names[at()], termsOf(edge), out ? " → " : " ← ",
      named([out ? edge.to : edge.from]), " ", link(edge.gap ? { g: edge.assertion, gaps: "1", view: "" } : { a: edge.assertion, view: "" }, `[${edge.assertion}]`));
  };
  const box = (node) => {
    const own = drawnEdges.filter((edge) => !edge.gap && shows(edge) && (edge.from === node.id || edge.to === node.id));
    return el("li", {}, el("details", { class: "card" },
      el("summary", {}, node.names[at()], el("span", { class: "faint" }, ` (${own.length})`)),
      actors.has(node.id) ? el("p", {}, link({ n: node.id, view: "" }, ui("role-all", { actor: node.names[at()] }))) : null,
      el("ul", {}, own.map((edge) => relation(edge, node)))));
  };
  const rows = rowsNow().map(([id]) => id);
  const shown = $("cards");
  const tables = el("p", {}, link({ ...state, view: "table" }, ui("view-table")));
  if (situations.has(state.s)) {
    shown.replaceChildren(el("h3", {}, nameOf(state.s)), rows.length ? el("ul", {}, rows.map(chain)) : el("p", {}, ui("nobody-stated")));
  } else if (state.from || state.to) {
    shown.replaceChildren(...routesNow().map((norms) => el("ul", {}, norms.map(chain))));
  } else {
    shown.replaceChildren(...data.figure.tiers.flatMap((tier) => {
      const own = drawnNodes.filter((node) => node.tier === tier.id && showsNode(node) && (!actors.has(state.n) || node.id === state.n));
      return own.length ? [el("h3", {}, text(tier.label)), el("ul", {}, own.sort((a, b) => a.y - b.y || a.x - b.x).map(box))] : [];
    }));
  }
  shown.append(tables);
}
