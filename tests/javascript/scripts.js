/** Loads scripts of the pages as a page does: one after another, in one scope. */
import { readFileSync } from "node:fs";
import vm from "node:vm";

const folder = new URL("../../graph/samspil/pages/templates/", import.meta.url);

/**
 * @param {string[]} files the scripts, in order
 * @param {string[]} names what is wanted of what they define
 * @param {object} around what they find in the page
 * @returns {Record<string, any>}
 */
export function load(files, names, around = {}) {
  const code = files.map((file) => readFileSync(new URL(file, folder), "utf8")).join("\n");
  return vm.runInNewContext(`${code}\n({ ${names.join(", ")} })`, { ...around });
}

/** Plain values of this realm: those of another are never deeply equal to ours. */
export const plain = (value) => JSON.parse(JSON.stringify(value));
