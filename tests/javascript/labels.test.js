import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./scripts.js";

const data = { figure: { font: 10, leading: 12 } };
// A line is as long as its text says, from left to right; a letter is six units wide.
const path = (d) => ({ getTotalLength: () => Number(d), getPointAtLength: (far) => ({ x: far, y: 0 }), setAttribute() {}, append() {} });
const document = {
  createElement: () => ({ getContext: () => ({ measureText: (said) => ({ width: said.length * 6 }) }) }),
  createElementNS: () => ({ ...path("0"), setAttribute(name, value) { if (name === "d") Object.assign(this, path(value)); } }),
};
const { labelPlaces } = load(["shapes.js", "labels.js"], ["labelPlaces"], { data, document });
const line = (key, said = "kan") => ({ key, said, d: "200", tip: [200, 0, 0], line: "information.may" });
const area = { x: 100, y: 0, w: 140, h: 100 };
const places = (lines, boxes = [], signs = []) => labelPlaces(lines, boxes, signs, area);
const apart = (one, other) => Math.abs(one.x - other.x) >= one.w + other.w || Math.abs(one.y - other.y) >= one.h + other.h;

test("a label stands in the middle of its line where it can", () => {
  const { x, y, lines } = places([line("a")]).get("a");
  assert.ok(Math.abs(x - 100) < 5);
  assert.deepEqual([y, [...lines]], [0, ["kan"]]);
});

test("a label lies on no box, no heading, no mark and no other label", () => {
  const [box, sign, mark] = [{ x: 100, y: 0, w: 30, h: 20 }, { x: 50, y: -8, w: 20, h: 5 }, { x: 194, y: 0, w: 9, h: 9 }];
  const found = [...places([line("a"), line("b"), line("c")], [box], [sign]).values()];
  assert.equal(found.length, 3);
  found.forEach((one, i) => {
    for (const other of [box, sign, mark, ...found.slice(i + 1)]) assert.ok(apart(one, other));
  });
});

test("a long label is folded rather than put out of the picture", () => {
  const place = places([line("a", "bringe en sag til drøftelse på det næste møde i forummet")]).get("a");
  assert.ok(place.lines.length > 1);
  assert.ok(place.x - place.w >= area.x - area.w && place.x + place.w <= area.x + area.w);
});

test("where there is no room at all there is no label", () => {
  assert.equal(places([line("a")], [{ x: 100, y: 0, w: 200, h: 100 }]).size, 0);
});
