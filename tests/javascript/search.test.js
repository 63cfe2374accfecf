import assert from "node:assert/strict";
import test from "node:test";
import { load, plain } from "./scripts.js";

const { fold, inDanger, likeness, named, prepared, search, slips } = load(["search.js"], [
  "fold", "inDanger", "likeness", "named", "prepared", "search", "slips",
]);
const things = prepared([
  { id: "akut-tilfaelde", words: "akut tilfaelde|t04||bombe|vold|akut-tilfaelde" },
  { id: "straxen", words: "straxen|familiehuset||straks|straxen" },
  { id: "ssp-nu", words: "ssp-nu||ungegruppen|ssp-nu" },
]);
const ids = (found) => plain(found.map((one) => one.id));

test("letters, accents and signs that people write differently fold to one", () => {
  assert.equal(fold("Ærø"), fold("aero"));
  assert.equal(fold("Århus"), fold("Aarhus"));
  assert.equal(fold("é"), "e");
  assert.equal(fold("Straße"), "strasse");
});

test("slips are counted up to a limit, a swap as one", () => {
  assert.equal(slips("straxen", "straxen", 2), 0);
  assert.equal(slips("strakxen", "straxen", 2), 1);
  assert.equal(slips("srtaxen", "straxen", 2), 1);
  assert.ok(slips("politi", "skole", 1) > 1);
});

test("a word is the more alike the more of it is the same", () => {
  const grades = ["akut", "aku", "vold", "xyz"].map((word) => likeness(word, "akut"));
  assert.deepEqual(plain(grades), [4, 3, 0, 0]);
  assert.equal(likeness("bekymrende", "bekymring"), 1);
});

test("what is typed finds by names, other words and slips; the nearest first", () => {
  assert.deepEqual(ids(search(things, "strakxen")), ["straxen"]);
  assert.deepEqual(ids(search(things, "vold")), ["akut-tilfaelde"]);
  assert.deepEqual(ids(search(things, "qqqq")), []);
  assert.equal(search(things, "  "), things);
});

test("only what is named outright is taken at its word", () => {
  assert.equal(named(things, "Straxen").id, "straxen");
  assert.equal(named(things, "T04").id, "akut-tilfaelde");
  // Another word that finds it is no name, and neither is a slip.
  assert.equal(named(things, "vold"), null);
  assert.equal(named(things, "strakxen"), null);
  assert.equal(named(things, ""), null);
});

test("danger is found by phrases in their order, by what begins and ends so, and by one slip", () => {
  const table = [" (?:(?:vil) (?:\\S+ ){0,3}?(?:do) |(?:\\S*vold) |(?:kniv) (?!(?:og) ))", ["selvmord"]];
  const found = ["han VIL gerne dø!", "partnervold", "kniv", "selvmort"].map((typed) => inDanger(typed, table));
  assert.deepEqual(found, [true, true, true, true]);
  const none = ["dø vil han", "voldgrav", "kniv og gaffel", "selv"].map((typed) => inDanger(typed, table));
  assert.deepEqual(none, [false, false, false, false]);
});
