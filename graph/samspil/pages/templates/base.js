// What every page needs: its data, its language, and how elements are made.
/** @type {(id: string) => Found} */
const $ = (id) => /** @type {any} */ (document.getElementById(id));
/** @type {(selector: string, within?: ParentNode) => HTMLElement[]} */
const every = (selector, within = document) => [...within.querySelectorAll(/** @type {any} */ (selector))];
const parsed = (id) => JSON.parse($(id).textContent);
/** @type {Data} */
const data = parsed("data");
/** @type {DrawnNode[]} */
const drawnNodes = parsed("nodes");
/** @type {DrawnEdge[]} */
const drawnEdges = parsed("edges");
const visOptions = JSON.parse(parsed("options"));
const nodes = new Map(drawnNodes.map((one) => [one.id, one]));
let language = data.lang;

const at = () => (language === "en" ? 1 : 0);
// A day (2018-04-13) as one writes it: 13-04-2018 in Danish.
/** @param {string} date */
const day = (date) => (at() ? date : date.split("-").reverse().join("-"));
const ui = (name, blanks) => {
  const found = data.ui[name][at()];
  return blanks ? found.replace(/\{(\w+)\}/g, (_, key) => blanks[key]) : found;
};

// An element; attributes by name, `on…` as listeners, children as texts or elements. Texts stay
// texts: nothing in this page ever becomes markup.
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

// The texts that stand in the page from the start, in the language that is read now.
function renderStatic() {
  document.documentElement.lang = language;
  for (const one of every("[data-t]")) one.textContent = ui(one.dataset.t);
  for (const one of every("[data-label]")) one.setAttribute("aria-label", ui(one.dataset.label));
  for (const one of every(".lang")) one.setAttribute("aria-pressed", String(one.dataset.lang === language));
}
