import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fields, options, visible } from "../../overrides/assets/javascripts/forms/conditions.js";
import { findings } from "../../overrides/assets/javascripts/forms/detectors.js";
import { errorText, faultsOf, filled } from "../../overrides/assets/javascripts/forms/validation.js";

const always = { when: true, required: true };
const form = /** @type {any} */ ({
  form: "f",
  title: "F",
  steps: [
    {
      id: "a",
      when: true,
      fields: [
        {
          id: "kind",
          type: "choice",
          label: "Kind",
          ...always,
          options: [
            { id: "x", when: true },
            { id: "y", when: true },
          ],
        },
        {
          id: "first",
          type: "text",
          label: "First",
          oneOf: "one",
          when: { field: "kind", in: ["x"] },
          required: false,
        },
        {
          id: "second",
          type: "text",
          label: "Second",
          oneOf: "one",
          when: { field: "kind", in: ["x"] },
          required: false,
        },
      ],
    },
    { id: "b", when: true, fields: [{ id: "text", type: "textarea", label: "Text", max: 20, ...always }] },
  ],
  groups: { one: { label: "One", hint: "", error: "One of them" } },
  coach: [],
  words: {},
  compose: { subject: [], blocks: [] },
  messages: {
    required: "Fill in: %(label)s",
    too_long: "At most %(value)s",
    secret: "Secret: %(kind)s",
    "kind.password": "password",
  },
  working: null,
});

describe("faultsOf", () => {
  test("only those of the step, groups included", () => {
    assert.deepEqual(Object.keys(faultsOf(form, ["kind", "first", "second"], { kind: "x" })), ["one"]);
    assert.deepEqual(Object.keys(faultsOf(form, ["kind"], {})), ["kind"]);
    assert.deepEqual(faultsOf(form, ["kind", "first", "second"], { kind: "y" }), {});
  });
  test("a password is a fault of its step", () => {
    assert.deepEqual(faultsOf(form, ["text"], { text: "geslo: Sonce1" }), {
      text: { code: "secret", value: "password" },
    });
  });
});

describe("errorText", () => {
  test("label, limit and kind are filled in", () => {
    assert.equal(errorText(form, "text", { code: "required", value: "" }), "Fill in: Text");
    assert.equal(errorText(form, "text", { code: "too_long", value: "20" }), "At most 20");
    assert.equal(errorText(form, "text", { code: "secret", value: "password" }), "Secret: password");
    assert.equal(errorText(form, "one", { code: "one_of", value: "" }), "One of them");
  });
  test("what is filled in is not filled again", () => assert.equal(filled("%(a)s", { a: "%(b)s", b: "$&" }), "%(b)s"));
});

describe("conditions", () => {
  test("names of objects are no answers", () =>
    assert.deepEqual(visible(form, /** @type {any} */ ({})), ["kind", "text"]));
  test("options of a field without any", () => assert.deepEqual(options(fields(form)[3], {}), []));
});

describe("findings", () => {
  test("places are UTF-16 units", () => {
    const text = "🙂 geslo: Sonce1";
    const [found] = findings(text);
    assert.equal(text.slice(found.start, found.end), "Sonce1");
  });
});
