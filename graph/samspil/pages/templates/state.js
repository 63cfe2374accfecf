// What the page knows, and what is chosen in it. The address after # is the whole state: a link
// opens the same view, and Back goes to the one before.
const situations = new Map(data.situations.map((one) => [one.id, one]));
const actors = new Map(data.actors.map((one) => [one.id, one]));
const actorNumber = new Map(data.actors.map((one, at) => [one.id, at]));
const gaps = new Map(data.gaps.map((one) => [one.id, one]));
const readings = new Map(data.readings.map((one) => [one.id, one]));
const sentences = new Map(data.sentences.map((one) => [one.id, one]));
const assertions = new Map(Object.entries(data.assertions));
// Maps, for the ends come from the address: an object knows `__proto__` and more.
const routesFrom = new Map(Object.entries(data.routes).map(([from, ends]) => [from, new Map(Object.entries(ends))]));
// What is told under many situations stands once in the data; an entry has its numbers.
const lineOf = (number) => data.told[number];
const blockOf = (id) => /** @type {Entry} */ (data.blocks[assertions.get(id).b]);
const headOf = (entry) => text(lineOf(entry.head).text);
const edges = new Map(drawnEdges.map((one) => [one.id, one]));
const grouped = (items, key) => {
  const found = new Map();
  for (const one of items) {
    const its = key(one);
    if (!found.has(its)) found.set(its, []);
    found.get(its).push(one);
  }
  return found;
};
const edgesOf = grouped(drawnEdges, (edge) => edge.assertion);

const KEYS = ["view", "show", "s", "by", "n", "around", "a", "g", "gaps", "d", "from", "to", "r", "hide", "lang"];
let state = {};
let step = Infinity;
const hiddenKinds = { kind: new Set(), modality: new Set(), layer: new Set() };
const listeners = [];

// A text that is the same in both languages is one string.
const text = (both) => {
  const said = typeof both === "string" ? both : both[at()];
  // Where an answer is narrowed to an actor, its label is put in here.
  return said.includes("\u0002") ? said.replaceAll("\u0002", nameOf(state.by)) : said;
};
const nameOf = (id = "") => {
  if (actors.has(id)) return text(actors.get(id).label);
  if (nodes.has(id)) return nodes.get(id).names[at()];
  if (situations.has(id)) return text(situations.get(id).label);
  return id;
};

function readHash() {
  const found = {};
  for (const part of location.hash.slice(1).split("&")) {
    const [key, value] = part.split("=");
    if (!KEYS.includes(key)) continue;
    try {
      found[key] = decodeURIComponent(value || "");
    } catch {
      continue; // A broken link opens what can be read of it.
    }
  }
  return found;
}

// What the filter hides, as the address has it: `kind:role,layer:law`.
function readFilter() {
  for (const hidden of Object.values(hiddenKinds)) hidden.clear();
  for (const part of (state.hide || "").split(",")) {
    const [family, ...value] = part.split(":");
    if (Object.hasOwn(hiddenKinds, family)) hiddenKinds[family].add(value.join(":"));
  }
}
const filterNow = () => Object.entries(hiddenKinds).flatMap(([family, hidden]) => [...hidden].map((value) => `${family}:${value}`)).join(",");

function hashOf(wanted) {
  return `#${KEYS.filter((key) => wanted[key]).map((key) => `${key}=${encodeURIComponent(wanted[key])}`).join("&")}`;
}

// A link to something; what isn't the choice itself (view, language, role, filter) goes along.
function linkTo(wanted) {
  const kept = { lang: state.lang, view: state.view, show: state.show, by: state.by, hide: state.hide };
  return hashOf({ ...kept, ...wanted });
}

function go(wanted, { replace = false } = {}) {
  const hash = linkTo(wanted);
  if (hash === (location.hash || "#")) return;
  if (replace) {
    history.replaceState(null, "", hash);
    changed();
  } else {
    location.hash = hash;
  }
}

function changed() {
  const before = state;
  const found = readHash();
  // The jump to the answer is no state of its own.
  if (location.hash === "#panel") return;
  state = found;
  language = ["da", "en"].includes(found.lang) ? found.lang : data.lang;
  readFilter();
  step = Infinity;
  for (const listener of listeners) listener(before);
}
