import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { chooseLocale, localeOfPath, matchLocale, mayLeave } from "../../overrides/assets/javascripts/site/choice.js";

const site = ["el", "sl", "ru", "pl"];

describe("matchLocale", () => {
  for (const { wanted, available = site, found } of [
    { wanted: ["sl"], found: "sl" },
    { wanted: ["sl-SI"], found: "sl" },
    { wanted: ["SL-si"], found: "sl" },
    { wanted: ["ja", "pl-PL", "sl"], found: "pl" },
    { wanted: ["zh-Hant-TW"], available: ["zh", "zh-Hant"], found: "zh-Hant" },
    { wanted: ["pt"], available: ["pl", "pt-BR"], found: "pt-BR" },
    { wanted: ["pt-PT", "pl"], available: ["pl", "pt-BR"], found: "pt-BR" },
    { wanted: ["s"], found: null },
    { wanted: ["ja"], found: null },
    { wanted: [], found: null },
  ]) {
    test(`${wanted.join(", ") || "nothing"} among ${available.join(", ")} is ${found}`, () => {
      assert.equal(matchLocale(wanted, available), found);
    });
  }
});

describe("chooseLocale", () => {
  test("what is remembered comes before the browser's languages", () => {
    assert.equal(chooseLocale("pl", ["sl"], site), "pl");
  });
  test("a remembered locale that the site no longer has is passed over", () => {
    assert.equal(chooseLocale("de", ["sl"], site), "sl");
  });
  test("nothing remembered and nothing matched leaves the choice to the reader", () => {
    assert.equal(chooseLocale(null, ["ja"], site), null);
  });
});

describe("mayLeave", () => {
  const origin = "https://help.example";
  for (const { search = "", referrer = "", leaves } of [
    { leaves: true },
    { referrer: "https://elsewhere.example/", leaves: true },
    { referrer: "https://help.example.org/", leaves: true },
    { referrer: "https://help.example/pl/", leaves: false },
    { referrer: "https://help.example", leaves: false },
    { search: "?choose", leaves: false },
    { search: "?from=mail&choose=1", leaves: false },
    { search: "?from=choose", leaves: true },
  ]) {
    test(`from '${referrer}' with '${search}': ${leaves}`, () => {
      assert.equal(mayLeave({ search, origin, referrer }), leaves);
    });
  }
});

describe("localeOfPath", () => {
  for (const [path, found] of [
    ["/sl/domains/", "sl"],
    ["/help/pl/no/such/", "pl"],
    ["/slow/", null],
    ["/", null],
  ]) {
    test(`${path} lies in ${found}`, () => assert.equal(localeOfPath(String(path), site), found));
  }
});
