// The matrix: a row a municipality, a column a kind of situation; each cell opens the answer.
const MOST_COLUMNS = 30;
const STRENGTHS = ["must", "should", "may", "practice", ""];
const columnItems = prepared(data.columns);
const columnOf = new Map(data.columns.map((one) => [one.id, one]));
const cellsOf = new Map(data.columns.map((column) => [column.id, new Map(column.cells.map((cell) => [cell[0], cell]))]));
// The address of a municipality's page, in the language that is read here.
const pageOf = (one) => one.page + (language === data.lang ? "" : `#lang=${language}`);
let sorted = { column: null, down: true };

const letter = (modality) => ui(`letter.${modality}`);

function answerCell(municipality, column) {
  const found = cellsOf.get(column.id).get(municipality.id);
  if (!found) return el("td", { role: "gridcell" });
  const [, situation, modality, forbids] = found;
  const said = [modality, forbids ? "must-not" : ""].filter(Boolean).map((one) => ui(`modality.${one}`)).join(", ") || ui("matrix-silent");
  const lang = language === data.lang ? "" : `&lang=${language}`;
  return el("td", { role: "gridcell", class: `cell m-${modality || (forbids ? "must-not" : "silent")}` },
    el("a", {
      href: `${municipality.page}#s=${encodeURIComponent(situation)}${lang}`, tabindex: "-1", title: `${column.names[at()]}: ${said}`,
      "aria-label": `${municipality.names[at()]}, ${column.names[at()]}: ${said}`,
    }, modality || forbids ? `${modality ? letter(modality) : ""}${forbids ? "×" : ""}` : "–"));
}

const strength = (municipality, column) => {
  const found = cellsOf.get(column.id).get(municipality.id);
  return found ? STRENGTHS.indexOf(found[2]) : STRENGTHS.length;
};

function sortedRows(rows) {
  const column = columnOf.get(sorted.column);
  const way = sorted.down ? 1 : -1;
  if (!column) return sorted.down ? rows : [...rows].reverse();
  // Rows that are alike keep the order of their names.
  return [...rows].sort((a, b) => (strength(a, column) - strength(b, column)) * way);
}

function renderMatrix(rows, columns) {
  const shown = columns.slice(0, MOST_COLUMNS);
  const sort = (column) => {
    sorted = { column, down: sorted.column === column ? !sorted.down : true };
    renderMatrix(rows, columns);
    every("#matrix thead button").find((one) => one.dataset.id === (column || "")).focus();
  };
  const head = (id, name) => {
    const way = sorted.column === id ? (sorted.down ? "ascending" : "descending") : "none";
    return el("th", { scope: "col", role: "columnheader", "aria-sort": way },
      el("button", { type: "button", tabindex: "-1", "data-id": id || "", title: ui("matrix-sort", { name }), onclick: () => sort(id) }, name,
        way === "none" ? null : el("span", { "aria-hidden": "true" }, sorted.down ? " ▾" : " ▴")));
  };
  $("matrix").replaceChildren(
    el("thead", {}, el("tr", { role: "row" }, head(null, ui("c-municipality")), shown.map((one) => head(one.id, one.names[at()])))),
    el("tbody", {}, sortedRows(rows).map((one) => el("tr", { role: "row", "data-id": one.id },
      el("th", { scope: "row", role: "rowheader" }, el("a", { href: pageOf(one), tabindex: "-1" }, one.names[at()])),
      shown.map((column) => answerCell(one, column))))));
  const first = $("matrix").querySelector("button");
  first.tabIndex = 0;
  $("more").textContent = columns.length > shown.length ? ui("matrix-more", { count: columns.length - shown.length }) : "";
  $("key").replaceChildren(
    ...["must", "should", "may", "practice"].map((one) => el("li", {}, el("span", { class: `cell m-${one}` }, letter(one)), ` ${ui(`modality.${one}`)}`)),
    el("li", {}, el("span", { class: "cell m-must-not" }, "×"), ` ${ui("modality.must-not")}`),
    el("li", {}, el("span", { class: "cell m-silent" }, "–"), ` ${ui("matrix-silent")}`),
    el("li", {}, el("span", { class: "cell" }, "\u00a0"), ` ${ui("matrix-none")}`));
}

// One stop for Tab; the arrow keys move to the next cell that says something.
function startMatrix() {
  $("matrix").addEventListener("keydown", (event) => {
    const cell = /** @type {HTMLTableCellElement} */ (/** @type {HTMLElement} */ (event.target).closest("th, td"));
    const steps = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1], Home: [-1, 0], End: [1, 0] };
    const step = steps[event.key];
    if (!cell || !step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const { rows } = /** @type {HTMLTableElement} */ (/** @type {HTMLElement} */ ($("matrix")));
    const all = ["Home", "End"].includes(event.key);
    /** @type {HTMLElement | null} */
    let wanted = null;
    let [x, y] = [cell.cellIndex, /** @type {HTMLTableRowElement} */ (cell.parentElement).rowIndex];
    do {
      [x, y] = [x + step[0], y + step[1]];
      wanted = /** @type {HTMLElement | null} */ (rows[y] && rows[y].cells[x] && rows[y].cells[x].querySelector("a, button")) || (all ? wanted : null);
    } while (rows[y] && rows[y].cells[x] && (all || !wanted));
    if (!wanted) return;
    every("#matrix [tabindex='0']").forEach((one) => { one.tabIndex = -1; });
    wanted.tabIndex = 0;
    wanted.focus();
  });
  $("matrix").addEventListener("focusin", (event) => {
    every("#matrix [tabindex='0']").forEach((one) => { one.tabIndex = -1; });
    /** @type {HTMLElement} */ (event.target).tabIndex = 0;
  });
}
