// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const FOLDER = new URL("../../overrides/assets/javascripts/search/", import.meta.url);

/** @param {string} name */
function imports(name) {
  const text = readFileSync(new URL(name, FOLDER), "utf8");
  return Array.from(text.matchAll(/^import [^;]*?"\.\/([\w-]+\.js)";/gm), (found) => found[1]);
}

/** @param {string} entry */
function all(entry) {
  const found = new Set(imports(entry));
  for (const name of found) for (const other of imports(name)) found.add(other);
  return [...found].sort();
}

for (const entry of ["worker.js", "combobox.js"]) {
  test(`${entry} names all that it needs, so that it is fetched at once`, () => {
    assert.deepEqual(imports(entry).sort(), all(entry));
  });
}
