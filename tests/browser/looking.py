"""What the tests ask of a page in the browser itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.conftest import Opened

AXE = """async () => {
  const found = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  });
  const where = (one) => one.nodes.map((node) => node.target).join(' ');
  return found.violations.map((one) => `${one.id}: ${where(one)}`);
}"""
# What lies on what, sampled where vis-network really draws it.
OVERLAPS = """() => {
  const nodes = samspil.drawnNodes;
  const found = [];
  nodes.forEach((a, i) => nodes.slice(i + 1).forEach((b) => {
    const beside = Math.abs(a.x - b.x) >= (a.box[0] + b.box[0]) / 2;
    const above = Math.abs(a.y - b.y) >= (a.box[1] + b.box[1]) / 2;
    if (!beside && !above) found.push([a.id, b.id]);
  }));
  return found;
}"""
THROUGH = """(lit) => {
  const { drawnNodes, drawnEdges, network } = samspil;
  const inside = (node, p) =>
    Math.abs(p.x - node.x) < node.box[0] / 2 - 1 && Math.abs(p.y - node.y) < node.box[1] / 2 - 1;
  const focus = samspil.focus();
  const foreign = (edge) => drawnNodes.filter((one) => one.id !== edge.from && one.id !== edge.to);
  const passes = (edge) => {
    const type = network.body.edges[edge.id].edgeType;
    const via = type.getViaNode ? type.getViaNode() : undefined;
    const others = foreign(edge);
    for (let t = 0; t <= 1; t += 0.01) {
      const p = type.getPoint(t, via);
      if (others.some((node) => inside(node, p))) return true;
    }
    return false;
  };
  return drawnEdges
    .filter((edge) => !edge.gap && (!lit || (focus && focus.edges.has(edge.id))))
    .filter(passes)
    .map((edge) => edge.id);
}"""
# What is wrong with the labels and ends of the lines that are drawn.
HIDDEN = """() => {
  const { drawnNodes, showsNode, frames, labels, drawnNow, data } = samspil;
  const spot = ({ x, y, box: [w, h] }) => ({ x, y, w: w / 2, h: h / 2 });
  const drawn = [...drawnNodes.filter(showsNode), ...frames];
  const boxes = drawn.map(spot);
  const pen = document.createElement('canvas').getContext('2d');
  // As it is drawn, with round corners; the second sheet of a group is no part of its box.
  const holds = ({ x, y, kind, pieces }, point) =>
    pen.isPointInPath(new Path2D(pieces.at(kind === 'group' ? 1 : 0).d), point.x - x, point.y - y);
  const meet = (a, b) => Math.abs(a.x - b.x) < a.w + b.w && Math.abs(a.y - b.y) < a.h + b.h;
  const found = [];
  const tips = [...drawnNow().values()].map(([{ id, tip: [x, y, angle] }]) => {
    const turned = (angle * Math.PI) / 180;
    const before = { x: x - 2 * Math.cos(turned), y: y - 2 * Math.sin(turned) };
    return { id, x, y, w: 3, h: 3, before };
  });
  const spots = samspil.spots();
  const places = [...labels()].map(([id, place]) => ({ id, ...place }));
  for (const tip of tips) {
    const told = places.some(({ id }) => id === tip.id);
    if (samspil.focus() && !told) found.push(`${tip.id}: no label`);
    if (places.some((one) => meet(one, tip))) found.push(`${tip.id}: a label on its end`);
    const touched = { ...tip, ...tip.before, w: 2, h: 2 };
    if (spots.some((one) => meet(one, touched))) found.push(`${tip.id}: its end on a number`);
    const near = (one) => one !== tip && Math.hypot(one.x - tip.x, one.y - tip.y) < 8;
    if (tips.some(near)) found.push(`${tip.id}: two ends on each other`);
    if (drawn.some((box) => holds(box, tip.before))) found.push(`${tip.id}: its end in a box`);
  }
  spots.forEach((one, i) => {
    if (spots.slice(0, i).some((other) => meet(one, other))) found.push(`${i}: number on number`);
  });
  places.forEach((one, i) => {
    if (spots.some((spot) => meet(one, spot))) found.push(`${one.id}: on a number`);
    if (boxes.some((box) => meet(one, box))) found.push(`${one.id}: on a box`);
    if (places.slice(0, i).some((other) => meet(one, other))) found.push(`${one.id}: on a label`);
    const { width, height } = data.figure;
    if (one.x < one.w || one.x + one.w > width || one.y < one.h || one.y + one.h > height) {
      found.push(`${one.id}: out of the figure`);
    }
  });
  return found;
}"""


def hidden_in(page: Opened) -> dict[str, list[str]]:
    """What is wrong with labels and ends in each situation and each of the three views."""
    language = page.ask("document.documentElement.lang")
    situations = [f"s={one}" for one in page.ask("samspil.data.situations.map((one) => one.id)")]
    found = {}
    for shown in [*situations, "show=structure", "show=told", "gaps=1"]:
        page.go(f"#{shown}&lang={language}")
        if hidden := page.ask(HIDDEN):
            found[shown] = hidden
    return found
