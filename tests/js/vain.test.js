// @ts-check
// Which searches count as vain, and what of a query is told.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { discreet } from "../../overrides/assets/javascripts/search/discreet.js";
import { Vain } from "../../overrides/assets/javascripts/search/vain.js";

const vectors = JSON.parse(readFileSync(new URL("../golden/queries.json", import.meta.url), "utf-8"));

test("a query is told without what may be somebody's own", () => {
  for (const [query, kept] of vectors) assert.equal(discreet(query), kept);
  assert.equal(discreet("a b ".repeat(200)), "a b ".repeat(50).trimEnd());
});

/** @param {(vain: Vain) => void} act */
function told(act) {
  /** @type {[string, number][]} */
  const heard = [];
  act(new Vain((query, results) => heard.push([query, results])));
  return heard;
}

test("a query is told when the reader goes, and once", () => {
  const heard = told((vain) => {
    vain.answered("prenos", 3, true);
    vain.left();
    vain.answered("prenos", 3, true);
    vain.left();
    vain.left();
  });
  assert.deepEqual(heard, [["prenos", 3]]);
});

test("a query after which something was opened is not told", () => {
  const heard = told((vain) => {
    vain.answered("prenos", 3, true);
    vain.opened();
    vain.left();
  });
  assert.deepEqual(heard, []);
});

test("the beginnings of a query that is being typed are not told", () => {
  const heard = told((vain) => {
    for (const text of ["pre", "prenos", "prenos do", "prenos"]) vain.answered(text, 1, false);
    vain.left();
  });
  assert.deepEqual(heard, [["prenos do", 1]]);
});

test("a query is told when another one is typed", () => {
  const heard = told((vain) => {
    vain.answered("prenos", 4, false);
    vain.answered("varnostna kopija", 0, false);
    vain.left();
  });
  assert.deepEqual(heard, [
    ["prenos", 4],
    ["varnostna kopija", 0],
  ]);
});

test("a query that was sent is told when the reader types on", () => {
  const heard = told((vain) => {
    vain.answered("prenos", 4, true);
    vain.answered("prenos", 4, false);
    vain.answered("prenos domene", 2, false);
    vain.answered("prenos domene", 2, true);
    vain.opened();
    vain.left();
  });
  assert.deepEqual(heard, [["prenos", 4]]);
});
