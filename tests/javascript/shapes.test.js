import assert from "node:assert/strict";
import test from "node:test";
import { load, plain } from "./scripts.js";

const data = { figure: { font: 10, leading: 12 } };
const { alongLegs, labelPlace } = load(["shapes.js"], ["alongLegs", "labelPlace"], { data });
const edge = { places: [[50, 0], [40, 0], [60, 0]] };
const box = (x, y) => ({ x, y, box: [20, 10] });
const sides = [0, 100];

test("a share of the way is a share of its length, around corners too", () => {
  const points = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 30 }];
  assert.deepEqual(plain(alongLegs(points, 0)), { x: 0, y: 0 });
  assert.deepEqual(plain(alongLegs(points, 0.5)), { x: 10, y: 10 });
  assert.deepEqual(plain(alongLegs(points, 1)), { x: 10, y: 30 });
});

test("a label stands in the middle of its line where it can", () => {
  assert.deepEqual(plain(labelPlace(edge, 10, 8, [], [], sides)), { x: 50, y: 0, w: 7, h: 6 });
});

test("a label lies on no box and on no other label", () => {
  const taken = [];
  const first = labelPlace(edge, 4, 8, taken, [box(64, 0)], sides);
  const second = labelPlace(edge, 4, 8, taken, [box(64, 0)], sides);
  assert.deepEqual([first.x, second.x], [50, 40]);
  assert.equal(labelPlace(edge, 4, 8, taken, [box(64, 0)], sides), null);
});

test("a label stays within the picture", () => {
  const near = { places: [[3, 0]] };
  assert.equal(labelPlace(near, 20, 8, [], [], sides).x, 12);
});
