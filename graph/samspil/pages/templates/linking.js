// Texts as they are read: what they name leads on to it. Actors by their labels, all else by its id.
const escaped = (said) => said.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// A label as it may stand in a sentence, which begins with a capital letter.
const inSentence = ([first, ...rest]) => `(?:${escaped(first)}|${escaped(first.toUpperCase())})${escaped(rest.join(""))}`;

const labelIn = (both, side) => (typeof both === "string" ? both : both[side]);
// The labels that name one actor only, in each language; the longest first, for some hold others.
const LONGEST = 200;
const namesOf = [0, 1].map((side) => {
  const found = grouped(data.actors, (one) => labelIn(one.label, side).toLowerCase());
  return new Map([...found].filter(([label, its]) => label && label.length <= LONGEST && its.length === 1).map(([label, [one]]) => [label, one]));
});
const patterns = namesOf.map((names, side) => {
  const labels = [...names.values()].map((one) => labelIn(one.label, side)).sort((a, b) => b.length - a.length);
  const whole = labels.length ? `(?:${labels.map(inSentence).join("|")})(?!-?[\\p{L}\\p{N}])|` : "";
  return new RegExp(`(?<![\\p{L}\\p{N}-])(?:${whole}[\\p{L}\\p{N}]*\\d[\\p{L}\\p{N}]*(?:-[\\p{L}\\p{N}]+)*)`, "gu");
});

// What an id leads to, or nothing.
function idTarget(id) {
  if (assertions.has(id)) return { a: id };
  if (gaps.has(id)) return { g: id, gaps: "1" };
  if (sentences.has(id)) return { view: "text", d: id };
  if (readings.has(id)) return { r: id };
  return null;
}

const link = (wanted, said) => el("a", { href: linkTo(wanted) }, said);

// A text with links to what it names; `but` is what it stands on itself.
function linked(said, but = "") {
  const parts = [];
  let done = 0;
  for (const found of said.matchAll(patterns[at()])) {
    const actor = namesOf[at()].get(found[0].toLowerCase());
    const wanted = actor ? { n: actor.id } : idTarget(found[0]);
    if (!wanted || Object.values(wanted).includes(but)) continue;
    parts.push(...lawLinked(said.slice(done, found.index)), link(wanted, found[0]));
    done = found.index + found[0].length;
  }
  return [...parts, ...lawLinked(said.slice(done))];
}

// »Loven« in a text leads to the law of the answer that is shown.
function lawLinked(said) {
  const name = ui("law-name");
  const [before, ...after] = said.split(name);
  if (!after.length) return said ? [said] : [];
  const jump = el("button", { type: "button", class: "link", onclick: openLaw }, name);
  return [before, jump, after.join(name)];
}

function openLaw() {
  const law = every("#panel details.told").find((one) => one.querySelector("[data-layer=law]"));
  if (!law) return;
  /** @type {HTMLDetailsElement} */ (law).open = true;
  const head = law.querySelector("summary");
  head.focus();
  head.scrollIntoView({ block: "start" });
}

// The address of what is shown, for somebody else; where nothing may be copied, to be copied by hand.
async function copyLink() {
  let said = ui("copied");
  try {
    await navigator.clipboard.writeText(location.href);
  } catch {
    said = `${ui("not-copied")} ${location.href}`;
  }
  $("copied").textContent = said;
}
