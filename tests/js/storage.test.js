import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { schemeOf } from "../../overrides/assets/javascripts/site/scheme-button.js";
import { recall, remember } from "../../overrides/assets/javascripts/site/storage.js";

/** @param {object} storage */
const provide = (storage) => Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });

describe("storage", () => {
  afterEach(() => Reflect.deleteProperty(globalThis, "localStorage"));

  test("remembers, recalls and forgets", () => {
    const kept = new Map();
    provide({
      getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
      removeItem: (/** @type {string} */ key) => kept.delete(key),
    });
    remember("kb.locale", "sl");
    assert.equal(recall("kb.locale"), "sl");
    remember("kb.locale", null);
    assert.equal(recall("kb.locale"), null);
  });

  test("says nothing where storage is closed", () => {
    const refuse = () => {
      throw new Error("SecurityError");
    };
    provide({ getItem: refuse, setItem: refuse, removeItem: refuse });
    assert.equal(recall("kb.locale"), null);
    assert.doesNotThrow(() => remember("kb.locale", "sl"));
  });
});

test("a stored scheme that is none means the device's", () => {
  assert.deepEqual(["light", "dark", "sepia", null].map(schemeOf), ["light", "dark", "system", "system"]);
});
