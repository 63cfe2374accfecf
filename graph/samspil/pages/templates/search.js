// Finds situations, actors and the rest by what people type: folded as the Python side folds,
// with misspellings. It only offers a choice; nothing is chosen for anybody.
const JOINED = [["æä", "ae"], ["øö", "o"], ["å", "a"]];

function fold(typed) {
  let folded = typed.normalize("NFC").toLowerCase().replace(/ß/g, "ss");
  for (const [letters, plain] of JOINED) {
    for (const letter of letters) folded = folded.replaceAll(letter, plain);
  }
  folded = folded.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
  return folded.replace(/oe*/g, "o").replace(/a+/g, "a");
}

const wordsIn = (folded) => folded.match(/[\p{L}\p{N}]+/gu) || [];

// Optimal string alignment: how many slips two words are apart, at most `most`.
function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, before[j - 2] + 1);
      }
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}

// Whether what is typed speaks of danger for somebody's life: the same table as the command line's.
function inDanger(typed, table) {
  const [pattern, misspelt] = table;
  const said = wordsIn(fold(typed.replace(/['’`´]/g, ""))).map((word) => (word.length > 3 ? word.replace(/(.)\1/g, "$1") : word));
  const slip = (word) => word.length >= 7 && misspelt.some((known) => word[0] === known[0] && slips(word, known, 1) <= 1);
  return new RegExp(pattern).test(` ${said.join(" ")} `) || said.some(slip);
}

// Words that say nothing about which situation it is.
const EMPTY = new Set(
  ("en et den det de der som jeg du vi i er har hvad hvem hvor naar om af til at for med paa pa og eller the a an of to " +
    "is are who whom what when where i we and or as well in on has have for jeg min mit skal kan bor ringer ringe kontakter").split(" "),
);

function likeness(word, known) {
  if (word === known) return 4;
  if (word.length >= 2 && known.startsWith(word)) return 3;
  if (word.length >= 4 && (known.includes(word) || (known.length >= 5 && word.startsWith(known)))) return 2;
  const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  if (most && slips(word, known, most) <= most) return 2;
  // Another form of the same word: »bekymrende« and »bekymring«.
  const shared = [...word].findIndex((letter, i) => letter !== known[i]);
  if (shared >= 5 && shared * 2 >= Math.max(word.length, known.length)) return 1;
  // A word begun, and already misspelt.
  if (most && known.length > word.length && slips(word, known.slice(0, word.length), 1) <= 1 && word[0] === known[0]) return 1;
  return 0;
}

// What a thing is called in a language; other names, and those of the other language, count less.
const OWN = 1.5;
const ownWords = (item, side) => {
  const label = item.label || item.names || [];
  return wordsIn(fold((typeof label === "string" ? label : label[side]) || ""));
};

function prepared(items) {
  return items.map((item) => ({
    ...item, own: [0, 1].map((side) => new Set(ownWords(item, side))), tokens: [...new Set(wordsIn(item.words))], phrases: item.words.split("|"),
    names: item.words.split("||")[0].split("|").map((name) => wordsIn(name).join(" ")),
  }));
}

// The one thing that is named outright, as the command line takes it at its word: by its id, as
// that is spelt, or by a name or number. Being the only one that resembles it is no name.
function named(items, typed) {
  const said = typed.trim().toLowerCase();
  const plain = wordsIn(fold(typed)).join(" ");
  const found = plain ? items.filter((item) => item.id.toLowerCase() === said || item.names.includes(plain)) : [];
  return found.length === 1 ? found[0] : null;
}

function search(items, typed, side = 0) {
  const folded = fold(typed).trim();
  const all = wordsIn(folded);
  const telling = all.filter((word) => !EMPTY.has(word));
  const words = telling.length ? telling : all;
  if (!words.length) return items;
  const scored = [];
  items.forEach((item, order) => {
    let score = 0;
    let hits = 0;
    for (const word of words) {
      const alike = (known) => {
        const grade = likeness(word, known);
        return grade && grade + (item.own[side].has(known) ? OWN : 0);
      };
      const best = item.tokens.reduce((most, known) => Math.max(most, alike(known)), 0);
      score += best;
      if (best) hits += 1;
    }
    // Its own name, however many search words another shares.
    if (item.names.includes(all.join(" "))) score += 200;
    if (item.phrases.some((phrase) => phrase === folded)) score += 100;
    else if (item.phrases.some((phrase) => phrase.startsWith(folded))) score += 6;
    // Whole search words that stand in what was typed, with another ending too.
    const form = (phrase) => phrase.length > 5 && !phrase.includes(" ") && all.some((word) => word.length > 5 && phrase.startsWith(word));
    const whole = item.phrases.filter(
      (phrase) => all.includes(phrase) || (phrase.length > 3 && folded.includes(phrase)) || form(phrase),
    ).length;
    score += whole * 2;
    if (hits) scored.push({ item, score, hits, whole, order });
  });
  const most = Math.max(0, ...scored.map((one) => one.hits));
  return scored
    // A search word that stands there whole is offered, however much else does.
    .filter((one) => one.hits * 2 >= most || one.whole)
    .sort((a, b) => b.hits - a.hits || b.score - a.score || a.order - b.order)
    .map((one) => one.item);
}

// An input with a list under it, after the ARIA pattern: the list follows what is typed, the arrow
// keys move in it. Enter chooses what is marked or named outright; people act on the answer, so
// anything else has to be marked first.
function combobox(input, list, itemsOf, choose) {
  let options = [];
  let active = -1;
  let none = false;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const mark = (to) => {
    active = to;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === to)));
    if (to < 0) return;
    input.setAttribute("aria-activedescendant", list.children[to].id);
    list.children[to].scrollIntoView({ block: "nearest" });
  };
  const pick = (item) => {
    const typed = item.sure ? "" : input.value.trim();
    input.value = "";
    close();
    choose(item, typed);
  };
  // What is said to a screen reader is to be seen too: above the list, or where there is none.
  const tell = (said, seen) => {
    $("found").textContent = said;
    list.dataset.none = seen ? said : "";
  };
  // Where nothing resembles what was typed, the first option is no better than any other.
  const ask = () => {
    const lost = none || !input.value.trim();
    if (!lost) mark(0);
    tell(`${none ? `${ui("what-none")} ` : ""}${ui(lost ? "choose-one" : "choose-again")}`, true);
  };
  const open = () => {
    const found = itemsOf(input.value);
    options = found.items;
    list.replaceChildren(
      ...options.map((item, i) =>
        el(
          "li",
          {
            role: "option", id: `${list.id}-${i}`, "data-id": item.id, "aria-selected": "false",
            onpointerdown: (event) => event.preventDefault(), onclick: () => pick(item),
          },
          el("span", {}, item.label()), el("span", { class: "faint small" }, item.hint()),
        ),
      ),
    );
    none = found.none;
    tell(found.said, none);
    $(`${input.id}-help`).firstElementChild.textContent = none && !options.length ? found.said : ui(`${input.id}-help`);
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  input.addEventListener("input", open);
  input.addEventListener("click", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open();
      const move = event.key === "ArrowDown" ? 1 : -1;
      if (options.length) mark((active + move + options.length + (active < 0 && move < 0 ? 1 : 0)) % options.length);
    } else if (event.key === "Enter" && !list.hidden && options.length) {
      event.preventDefault();
      const chosen = options[active] || options.find((one) => one.sure);
      if (chosen) pick(chosen);
      else ask();
    }
  });
  return { refresh: () => !list.hidden && open() };
}
