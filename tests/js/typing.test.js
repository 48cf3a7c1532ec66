import assert from "node:assert/strict";
import { test } from "node:test";
import { askable } from "../../overrides/assets/javascripts/search/typing.js";

for (const [text, asked] of [
  ["", ""],
  ["   ", ""],
  ["p", ""],
  ["pr", ""],
  ["pre", "pre"],
  ["πρ", ""],
  ["ди", ""],
  ["диск", "диск"],
  ["ip ", "ip "],
  ["prenos d", "prenos "],
  ["prenos do", "prenos "],
  ["prenos dom", "prenos dom"],
  ["550 5.1.1", "550 5.1.1"],
  ['"pr', ""],
  ["…?!", ""],
  ["one\ntw", "one\n"],
]) {
  test(JSON.stringify(text), () => assert.equal(askable(text), asked));
}
