import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { carried, counted, faultText, filled } from "../../overrides/assets/javascripts/search/messages.js";

const slovene = {
  one: "Najden je {num} članek",
  two: "Najdena sta {num} članka",
  few: "Najdeni so {num} članki",
  other: "Najdenih je {num} člankov",
};

describe("counted", () => {
  for (const [number, text] of [
    [1, "Najden je 1 članek"],
    [2, "Najdena sta 2 članka"],
    [3, "Najdeni so 3 članki"],
    [5, "Najdenih je 5 člankov"],
    [101, "Najden je 101 članek"],
    [2500, "Najdenih je 2500 člankov"],
  ]) {
    test(String(text), () => assert.equal(counted(slovene, Number(number), "sl"), text));
  }
  test("a form that a locale lacks is its last one", () => assert.equal(counted({ one: "{num} a" }, 5, "pl"), "5 a"));
});

describe("filled", () => {
  test("the query as it was written", () => assert.equal(filled("»{query}«", "$& <b>"), "»$& <b>«"));
  test("a long one is cut", () => {
    const text = filled("{query}", "besedilo ".repeat(1000));
    assert.ok(text.length < 70);
    assert.ok(text.endsWith("…"));
  });
  test("lines become spaces", () => assert.equal(filled("{query}", " one\n two\t"), "one two"));
});

describe("carried", () => {
  test("a short query is whole", () => assert.equal(carried("  prenos domene "), "prenos domene"));
  test("a long one is cut, never through a letter", () => {
    const text = carried(`a${"😀".repeat(400)}`);
    assert.ok(text.length <= 500);
    assert.equal(text, text.toWellFormed());
  });
});

describe("faultText", () => {
  const messages = /** @type {any} */ ({ missing: "missing", damaged: "damaged" });
  test("by the error's code", () => {
    assert.equal(faultText(messages, Object.assign(new Error(), { code: "damaged" })), "damaged");
    assert.equal(faultText(messages, Object.assign(new Error(), { code: "missing" })), "missing");
  });
  test("anything else is as good as missing", () => assert.equal(faultText(messages, new Error()), "missing"));
});
