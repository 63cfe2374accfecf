// The colours of a canvas.
let colours = data.palette.light;

const darkQuery = matchMedia("(prefers-color-scheme: dark)");
const forcedQuery = matchMedia("(forced-colors: active)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// A canvas knows neither style sheets nor forced colours; both are read again when they change.
function readColours() {
  colours = { ...data.palette[darkQuery.matches ? "dark" : "light"] };
  if (!forcedQuery.matches) return;
  const probe = el("span", { class: "probe" });
  document.body.append(probe);
  const [ink, ground, mark, grey] = ["probe-ink", "probe-ground", "probe-mark", "probe-grey"].map((name) => {
    probe.className = `probe ${name}`;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  for (const name of Object.keys(colours)) {
    const isGround = /fill$|ground|panel|band$|soft|mark|accent-text/.test(name);
    colours[name] = isGround ? ground : /^dim-/.test(name) ? grey : /norm|should|must|gap|focus/.test(name) ? mark : ink;
  }
}
