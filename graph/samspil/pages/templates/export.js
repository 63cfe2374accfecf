// The figure as SVG and PNG, and on paper: as `samspil figure` draws it, in light colours, with what is
// hidden here taken out, what isn't lit dimmed, the labels of what is, and the question that was asked.
function svgPicture() {
  const before = layout;
  // The picture has the places of the whole figure.
  if (layOut()) labels = null;
  const picture = pictureNow();
  if (layOut(before)) labels = null;
  return picture;
}

function pictureNow() {
  const light = data.palette.light;
  const picture = new DOMParser().parseFromString(data.svg[at()], "image/svg+xml").documentElement;
  const all = (selector) => [...picture.querySelectorAll(selector)];
  for (const group of all("[data-bundle]")) {
    const its = drawn.get(Number(group.getAttribute("data-bundle")));
    if (!its) group.remove();
    else {
      group.querySelector("path").setAttribute("stroke-width", widthOf(its[0]).toFixed(1));
      keepTitles(group, its);
    }
  }
  for (const group of all("[data-count]")) {
    const its = drawn.get(Number(group.getAttribute("data-count"))) || [];
    if (its.length < 2 || labelsNow().has(its[0].id)) group.remove();
    else group.querySelector("text").textContent = String(its.length);
  }
  // In the order of the figure; an id may hold what XML can't say.
  all("[data-node]").forEach((group, i) => {
    const node = drawnNodes[i];
    if (!showsNode(node)) group.remove();
    else if (spotlight && !spotlight.nodes.has(node.id)) dim(group, light);
  });
  if (spotlight) {
    picture.querySelector("[data-legend]").before(...[...labelsNow()].flatMap(([id, place]) => labelOf(edges.get(id), place, light)));
  }
  explain(picture);
  return picture;
}

// Of a line that stands for several relations, only those that are shown just now are named.
function keepTitles(group, its) {
  const title = group.querySelector("title");
  const own = drawnEdges.filter((edge) => edge.bundle === its[0].bundle);
  title.textContent = title.textContent.split("\n").filter((_, i) => its.includes(own[i])).join("\n");
}

function dim(group, light) {
  for (const shape of group.querySelectorAll("path")) {
    if (shape.getAttribute("fill") !== "none") shape.setAttribute("fill", light["dim-fill"]);
    shape.setAttribute("stroke", light["dim-border"]);
  }
  for (const one of group.querySelectorAll("text")) one.setAttribute("fill", light["dim-text"]);
}

// XML has no way to write these.
const written = (said) => said.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

function labelOf(edge, { x, y, w, h, lines }, light) {
  const look = { "font-size": LABEL, "font-weight": 600, "text-anchor": "middle", fill: edge.gap ? light["edge-gap"] : light.text };
  return [
    svgElement("rect", { x: x - w, y: y - h, width: w * 2, height: h * 2, fill: light.ground }),
    ...lines.map((line, i) =>
      svgElement("text", { x, y: y + (i - (lines.length - 1) / 2) * LEADING + SIZE * 0.32, ...look }, written(line))),
  ];
}

// What the picture shows, in words: whom or what was asked for, else which of the three views it is.
function questionAsked() {
  const names = [state.s, state.n, state.by].map((id) => (id && (situations.has(id) || actors.has(id) || nodes.has(id)) ? nameOf(id) : ""));
  const codes = [state.a, state.g, state.d].filter(Boolean);
  const ends = [state.from, state.to].filter(Boolean).map(nameOf).join(" → ");
  const said = [...names, ends, ...codes].filter(Boolean).join(" · ");
  return said ? ui("asked-here", { question: said }) : ui(`preset-${preset()}`);
}

// Where this can be looked up; of a page that lies on one's own machine not in which folder.
function addressNow() {
  const whole = location.protocol === "file:" ? `${location.pathname.split("/").pop()}${location.hash}` : location.href;
  try {
    return decodeURI(whole);
  } catch {
    return whole;
  }
}

// The legend tells of what is drawn and no more; it closes up, and the picture with it.
function explain(picture) {
  const lines = new Set([...drawn.values()].map(([edge]) => edge.line));
  const kinds = new Set(visible().map((node) => node.kind));
  const its = [...drawn.values()];
  const signs = {
    count: its.some((one) => one.length > 1), undrawn: visible().some((node) => node.undrawn), frame: framesDrawn.length,
    conditional: its.some(([edge]) => edge.terms[0]), "information.must": preset() === "told" || spotlight,
  };
  const used = (kind) => lines.has(kind) || kinds.has(kind) || signs[kind];
  const row = 21;
  let less = 0;
  for (const group of picture.querySelectorAll("[data-columns]")) {
    const entries = [...group.children];
    const places = entries.map((one) => one.getAttribute("transform"));
    const rows = (count) => Math.ceil(count / Number(group.getAttribute("data-columns")));
    const kept = entries.filter((one) => used(one.getAttribute("data-kind")) || one.remove());
    kept.forEach((one, i) => one.setAttribute("transform", places[i]));
    lift(group, less);
    less += (rows(entries.length) - rows(kept.length)) * row;
  }
  for (const foot of picture.querySelectorAll("[data-foot]")) foot.setAttribute("y", String(Number(foot.getAttribute("y")) - less));
  const [wide, high] = [Number(picture.getAttribute("width")), Number(picture.getAttribute("height")) - less];
  picture.setAttribute("height", String(high));
  picture.setAttribute("viewBox", `0 0 ${wide} ${high}`);
  picture.querySelector("[data-question]").textContent = written(questionAsked());
  picture.querySelector("[data-address]").textContent = written(ui("address", { question: addressNow() }));
}

function lift(group, by) {
  const [x, y] = group.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
  group.setAttribute("transform", `translate(${x} ${y - by})`);
}

const svgText = () => new XMLSerializer().serializeToString(svgPicture());

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = el("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const fileName = (ending) => `samspil-${data.dataset.replace(/[^\w-]/g, "")}-${data.asOf}.${ending}`;
const saveSvg = () => save(new Blob([svgText()], { type: "image/svg+xml" }), fileName("svg"));

function savePng() {
  const address = URL.createObjectURL(new Blob([svgText()], { type: "image/svg+xml" }));
  const picture = new Image();
  picture.onload = () => {
    const scale = Math.max(2, Math.min(4, 3200 / picture.naturalWidth));
    const canvas = /** @type {HTMLCanvasElement} */ (el("canvas", { width: Math.round(picture.naturalWidth * scale), height: Math.round(picture.naturalHeight * scale) }));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    canvas.toBlob((blob) => save(blob, fileName("png")), "image/png");
  };
  picture.src = address;
}

// On paper the figure is an SVG: its text can be selected and searched, and it is sharp.
function fillPaper() {
  const picture = svgPicture();
  picture.removeAttribute("width");
  picture.removeAttribute("height");
  picture.setAttribute("preserveAspectRatio", "xMidYMin");
  $("paper").replaceChildren(document.importNode(picture, true));
}
