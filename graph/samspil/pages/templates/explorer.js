// Puts it all together: what happens on a choice, and the start.
function renderTexts() {
  document.title = $("title").textContent = ui("page-title", { name: text(data.name) });
  const dates = data.sources.map(({ issued }) => (issued ? day(issued) : ui("undated")));
  const under = dates.length > 1 ? "under-many" : "under";
  $("under").textContent = ui(under, { date: dates.join(", ") || "–", asOf: day(data.asOf) });
  // A page of several has a way back to all of them, in the language that is read here.
  if ($("overview")) $("overview").hash = language === data.lang ? "" : `lang=${language}`;
  $("figure-title").textContent = text(data.figure.title);
  renderStatic();
}

function renderViews() {
  const shown = ["table", "text"].includes(state.view) ? state.view : "figure";
  for (const name of ["figure", "table", "text"]) $(name).hidden = name !== shown;
  // On a small screen one thing is shown at a time; the answer first.
  const tab = narrow.matches && !state.view ? "answer" : shown;
  document.documentElement.dataset.tab = tab;
  document.documentElement.toggleAttribute("data-chosen", Boolean($("panel").querySelector(".close")));
  for (const one of every("[data-view]")) one.setAttribute("aria-pressed", String(one.dataset.view === tab));
  if (narrow.matches) renderCards();
  if (shown === "table") renderTable();
  if (shown === "text") renderText();
}

// The steps of the cascade, lit one after the other; without motion, or with one step, all at once.
let playing = 0;
function renderSteps() {
  const last = Math.max(1, ...rowsNow().map(([, number]) => number));
  const bar = $("steps");
  bar.hidden = !state.s || last < 2;
  if (bar.hidden) return;
  const now = Math.min(step, last);
  const set = (to) => {
    clearTimeout(playing);
    step = to;
    lightUp();
  };
  bar.replaceChildren(
    button("◀", () => set(Math.max(1, now - 1)), { "aria-label": ui("step-back"), disabled: now <= 1 }),
    el("span", { role: "status" }, ui("step-of", { now, last })),
    button("▶", () => set(Math.min(last, now + 1)), { "aria-label": ui("step-on"), disabled: now >= last }),
  );
}

function lightUp() {
  refreshFocus();
  renderSteps();
  network.redraw();
}

function play() {
  clearTimeout(playing);
  const last = Math.max(1, ...rowsNow().map(([, number]) => number));
  if (!state.s || last < 2 || calm.matches) return;
  step = 1;
  const next = () => {
    lightUp();
    if (step < last) playing = setTimeout(() => { step += 1; next(); }, 900);
  };
  next();
}

const choice = (one, but) => KEYS.filter((key) => !but.includes(key)).map((key) => (one || {})[key]).join();

function render(before) {
  if (before && before.hide !== state.hide && choice(before, ["hide"]) === choice(state, ["hide"])) {
    renderFilterNote();
    if (narrow.matches) renderCards();
    lightUp();
    return;
  }
  if ((before && before.lang) !== state.lang || !before) {
    renderTexts();
    renderTree();
    renderLegend();
  }
  const held = document.activeElement;
  const lost = !held || held === document.body || $("panel").contains(held) || Boolean(held.closest("[role=combobox]"));
  // The document marks what the panel quotes.
  renderPanel();
  renderViews();
  renderSelects();
  renderFilterNote();
  $("gaps").setAttribute("aria-pressed", String(Boolean(state.gaps)));
  lightUp();
  showFocus();
  const aside = ["lang", "view", "around", "hide"];
  if (before && choice(before, aside) !== choice(state, aside)) {
    const head = $("panel").querySelector("h2");
    const point = $("point");
    $("found").textContent = (point || head).innerText;
    // Who chose something reads on where it is told, by eye and by ear.
    if (lost) head.focus({ preventScroll: !narrow.matches });
    if (narrow.matches && !state.view) head.scrollIntoView();
    if (state.s !== before.s || state.by !== before.by) play();
  }
}

const situationItems = prepared(data.situations);
// A rule of law is found by what it says and by where it stands: »§ 133«.
const lawWords = (id) => {
  const { head, lines } = blockOf(id);
  return [head, ...lines].map(lineOf).filter((line) => !line.address).flatMap((line) => [line.text].flat());
};
const gapItems = data.gaps.map((one) => ({ ...one, type: "gap" }));
const allItems = prepared([
  ...data.actors.map((one) => ({ ...one, type: "actor" })),
  ...data.situations.map((one) => ({ ...one, type: "situation" })),
  ...gapItems,
  ...data.sentences.map((one) => ({ ...one, type: "sentence", words: fold(`${one.text}|${one.id}`) })),
  ...[...assertions].map(([id, one]) => ({ id, type: "assertion", words: one.l === "law" ? fold([id, ...lawWords(id)].join("|")) : id.toLowerCase() })),
]);

function labelled(item) {
  const label = { actor: () => text(item.label), situation: () => text(item.label), gap: () => text(item.text), sentence: () => `${item.id}: ${item.text}`, assertion: () => headOf(blockOf(item.id)) };
  const layer = item.type === "assertion" && assertions.get(item.id).l;
  // Law and readings aren't the document's, and say so where they are chosen.
  const hint = layer && layer !== "stated" ? ui(`layer.${layer}`) : item.type === "actor" ? text(item.kind) : item.type ? ui(`type-${item.type}`) : item.n;
  return { ...item, label: label[item.type || "situation"], hint: () => hint };
}

function startAsking() {
  const offered = (items, all, typed) => {
    const sure = named(all, typed);
    return items.map((item) => ({ ...labelled(item), sure: item === sure }));
  };
  const ofDanger = prepared(gapItems).filter((one) => one.phrases.some((phrase) => inDanger(phrase, data.danger)));
  const what = (typed) => {
    const found = search(situationItems, typed, at());
    const none = typed.trim() && !found.length;
    // Where somebody is in danger no situation is guessed: what the document doesn't say of danger comes first.
    const danger = inDanger(typed, data.danger);
    const urgent = situationItems.filter((one) => one.tokens.some((word) => data.danger[2].includes(word)));
    const others = [...found, ...situationItems].filter((one) => !urgent.includes(one));
    const shown = danger ? [...ofDanger.slice(0, 1), ...urgent, ...new Set(others)] : none ? situationItems : found;
    const said = danger ? ui("danger-choose") : none ? ui("what-none") : ui("found", { count: found.length });
    return { items: offered(shown, situationItems, typed), none: none || danger, said };
  };
  const find = (typed) => {
    const found = typed.trim() ? search(allItems, typed, at()).slice(0, 30) : [];
    const said = typed.trim() ? ui("found", { count: found.length }) : "";
    const danger = inDanger(typed, data.danger);
    return { items: offered(found, allItems, typed), none: danger || (typed.trim() && !found.length), said: danger ? `${ui("danger")} ${said}` : said };
  };
  const kinds = { actor: "n", situation: "s", gap: "g", sentence: "d", assertion: "a" };
  const choose = (key, wanted, typed) => {
    asked = typed ? { key, id: wanted[key], typed } : null;
    const before = location.hash;
    go(wanted);
    if (location.hash === before) renderPanel();
  };
  combobox($("what"), $("what-list"), what, (item, typed) => {
    const key = item.type === "gap" ? "g" : "s";
    choose(key, key === "g" ? { g: item.id, gaps: "1", view: "" } : { s: item.id, view: "" }, typed);
  });
  combobox($("find"), $("find-list"), find, (item, typed) => {
    const wanted = { [kinds[item.type]]: item.id, view: "" };
    if (item.type === "sentence") wanted.view = "text";
    if (item.type === "gap") wanted.gaps = "1";
    choose(kinds[item.type], wanted, typed);
  });
  $("who").addEventListener("change", () => go({ s: state.s, by: $("who").value }));
  for (const end of ["from", "to"]) $(end).addEventListener("change", () => go({ from: $("from").value, to: $("to").value }));
}

function startButtons() {
  for (const one of every("[data-view]")) {
    one.addEventListener("click", () => {
      const own = narrow.matches ? "answer" : "figure";
      go({ ...state, view: one.dataset.view === own ? "" : one.dataset.view });
    });
  }
  for (const one of every(".lang")) {
    one.addEventListener("click", () => go({ ...state, lang: one.dataset.lang }, { replace: true }));
  }
  $("gaps").addEventListener("click", () => go(state.gaps ? {} : { gaps: "1", view: "" }));
  $("whole").addEventListener("click", showWhole);
  const zoom = (by) => network.moveTo({ scale: network.getScale() * by, animation: calm.matches ? false : { duration: 150, easingFunction: "easeOutQuad" } });
  $("closer").addEventListener("click", () => zoom(1.25));
  $("further").addEventListener("click", () => zoom(0.8));
  $("svg").addEventListener("click", saveSvg);
  $("png").addEventListener("click", savePng);
  $("print").addEventListener("click", () => window.print());
  $("copy").addEventListener("click", copyLink);
  $("skip").addEventListener("click", (event) => {
    event.preventDefault();
    $("panel").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !["INPUT", "SELECT"].includes(/** @type {HTMLElement} */ (event.target).tagName)) go({});
  });
  window.addEventListener("beforeprint", fillPaper);
  // On paper nothing can be unfolded.
  window.addEventListener("beforeprint", () => every("#panel details").forEach((one) => one.setAttribute("open", "")));
}

listeners.push(render);
// On a small screen one thing is shown at a time.
const narrow = matchMedia("(max-width: 699.9px)");
narrow.addEventListener("change", () => {
  renderViews();
  showFocus();
});
startCanvas();
// The picture is one thing with a name; the list beside it is what the keyboard moves in.
for (const one of every("#canvas [tabindex]")) one.removeAttribute("tabindex");
startTree();
startAsking();
startButtons();
window.addEventListener("hashchange", changed);
state = readHash();
readFilter();
language = ["da", "en"].includes(state.lang) ? state.lang : data.lang;
render(null);
darkQuery.addEventListener("change", renderLegend);
fillPaper();
network.redraw();
// For the tests, and for whoever looks under the bonnet.
window.samspil = { data, network, fold, search, situationItems, allItems, svgText, go, linkTo, focus: () => spotlight, drawnNodes, drawnEdges, drawnNow: () => drawn, labels: () => labelsNow(), frames: framesDrawn, showsNode, spots: () => [...countSpots(), ...(state.gaps ? gapSpots() : [])] };
requestAnimationFrame(() => {
  network.redraw();
  document.documentElement.dataset.ready = "1";
});
