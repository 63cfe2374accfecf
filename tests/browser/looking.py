"""What the tests ask of a page in the browser itself."""

from __future__ import annotations

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
