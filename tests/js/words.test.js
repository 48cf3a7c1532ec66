// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fold, tokens } from "../../overrides/assets/javascripts/search/words.js";

const golden = JSON.parse(readFileSync(new URL("../golden/words.json", import.meta.url), "utf8"));

for (const { text, folded, tokens: words } of golden) {
  test(JSON.stringify(text.slice(0, 40)), () => {
    assert.equal(fold(text), folded);
    const found = tokens(text);
    assert.deepEqual(
      found.map((token) => token.text),
      words,
    );
    for (const { text: word, start, end } of found) assert.equal(fold(text.slice(start, end)), fold(word));
  });
}
