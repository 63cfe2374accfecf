// What every page needs: its data, its language, and how elements are made.
const $ = (id) => document.getElementById(id);
const parsed = (id) => JSON.parse($(id).textContent);
const data = parsed("data");
const drawnNodes = parsed("nodes");
const drawnEdges = parsed("edges");
const visOptions = JSON.parse(parsed("options"));
const nodes = new Map(drawnNodes.map((one) => [one.id, one]));
let language = data.lang;

const at = () => (language === "en" ? 1 : 0);
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
