// The legend, which is also the filter; what it hides is in the address, and is said.
function renderLegend() {
  const field = (family, values, picture, said) => {
    const none = values.filter(([, count]) => !count).map(([value]) => said(value));
    return el("fieldset", {}, el("legend", {}, ui(`by-${family}`)),
      values.filter(([, count]) => count).map(([value, count]) => {
        const box = el("input", { type: "checkbox", "data-family": family, value, onchange: () => hide(family, value, !box.checked) });
        box.checked = !hiddenKinds[family].has(value);
        return el("label", { class: "check" }, box, picture(value), el("span", {}, `${said(value)} (${count})`));
      }),
      // Nothing to tick where there is nothing to hide; that there is none is worth a word.
      none.length ? el("p", { class: "line" }, ui("none-drawn", { name: none.join(", ") })) : null);
  };
  const counted = (items, key) => [...grouped(items, key)].map(([value, its]) => [value, its.length]);
  const order = (wanted, found) => wanted.filter((one) => found.some(([value]) => value === one)).map((one) => found.find(([value]) => value === one));
  const real = drawnEdges.filter((edge) => !edge.gap);
  const kinds = new Map(data.kinds.map((kind) => [kind.key, kind]));
  const explained = Object.keys(data.lines).filter((key) => data.lines[key].explained);
  $("filters").replaceChildren(
    field("kind", order([...kinds.keys()], counted(drawnNodes, (node) => node.kind)), (kind) => kindSwatch(kinds.get(kind)), (kind) => text(kinds.get(kind).label)),
    field("modality", explained.map((key) => [key, real.filter((edge) => edge.line === key).length]),
      (key) => lineSwatch(data.lines[key]), (key) => text(data.lines[key].label)),
    ...(real.some((edge) => edge.terms[0]) ? [el("p", { class: "line" }, ui("conditional"))] : []),
    field("layer", order(["stated", "interpretation", "external", "law"], counted(real, (edge) => edge.layer)), () => "", (layer) => ui(`layer.${layer}`)),
  );
}

function hide(family, value, hidden) {
  if (hidden) hiddenKinds[family].add(value);
  else hiddenKinds[family].delete(value);
  go({ ...state, hide: filterNow() }, { replace: true });
}

// What the filter hides of the figure, in numbers, with the way to see it again.
function renderFilterNote() {
  for (const box of every("#filters input")) {
    const { dataset, value } = /** @type {HTMLInputElement} */ (box);
    /** @type {HTMLInputElement} */ (box).checked = !hiddenKinds[dataset.family].has(value);
  }
  const lines = drawnEdges.filter((edge) => !edge.gap && !shows(edge)).length;
  const boxes = drawnNodes.filter((node) => !allows(node)).length;
  const note = $("filtered");
  const said = ui("filtered", { count: lines, n: boxes });
  // What is said anew is heard anew.
  if (note.dataset.said === said || (note.hidden && !lines && !boxes)) return;
  note.dataset.said = said;
  note.hidden = !lines && !boxes;
  note.replaceChildren(said, " ",
    button(ui("filter-off"), () => go({ ...state, hide: "" }, { replace: true })));
}
