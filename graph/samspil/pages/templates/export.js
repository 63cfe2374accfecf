// The whole figure as SVG and PNG, and on paper: as `samspil figure` draws it, in light colours, with
// what is hidden here taken out, what isn't lit dimmed, and the labels of what is.
function svgPicture() {
  const light = data.palette.light;
  const picture = new DOMParser().parseFromString(data.svg[at()], "image/svg+xml").documentElement;
  const all = (selector) => [...picture.querySelectorAll(selector)];
  // In the order of the figure; an id may hold what XML can't say.
  all("[data-edge]").forEach((group, i) => {
    const edge = drawnEdges[i];
    if (!isDrawn(edge)) group.remove();
    else if (spotlight) group.querySelector("path").setAttribute("stroke-width", widthOf(edge).toFixed(1));
  });
  all("[data-node]").forEach((group, i) => {
    const node = drawnNodes[i];
    if (!showsNode(node)) group.remove();
    else if (spotlight && !spotlight.nodes.has(node.id)) dim(group, light);
  });
  if (!gapsShown()) all("[data-gap]").forEach((one) => one.remove());
  if (spotlight) {
    const taken = [];
    const lit = drawnEdges.filter(isLit);
    picture.querySelector("g").append(...lit.flatMap((edge) => labelOf(edge, taken, light)));
  }
  return picture;
}

function dim(group, light) {
  for (const shape of group.querySelectorAll("path")) {
    if (shape.getAttribute("fill") !== "none") shape.setAttribute("fill", light["dim-fill"]);
    shape.setAttribute("stroke", light["dim-border"]);
  }
  group.querySelector("text").setAttribute("fill", light["dim-text"]);
}

function labelOf(edge, taken, light) {
  // XML has no way to write these.
  const said = edgeLabel(edge).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  const place = labelPlace(edge, said.length * SIZE * 0.56, LEADING, taken, visible(), [0, data.figure.width]);
  if (!place) return [];
  const look = { x: place.x, y: place.y + SIZE * 0.32, "font-size": SIZE * 0.9, "font-weight": 600, "text-anchor": "middle", fill: light.text };
  return [
    svgElement("rect", { x: place.x - place.w, y: place.y - place.h, width: place.w * 2, height: place.h * 2, fill: light.ground }),
    svgElement("text", look, said),
  ];
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
  $("paper").replaceChildren(document.importNode(picture, true));
}
