import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ANSWERS,
  askedSteps,
  following,
  hashOf,
  obstacle,
  placeOf,
  preceding,
  SENT,
  SOLVED,
} from "../../overrides/assets/javascripts/forms/steps.js";

const field = (id, more = {}) => ({ id, type: "text", label: id, when: true, required: false, ...more });
const form = {
  steps: [
    { id: "one", fields: [field("a"), field("hidden", { type: "carried" })] },
    { id: "two", fields: [field("b", { when: { field: "a", in: ["x"] } })] },
    { id: "three", fields: [field("c"), field("d", { when: { field: "c", answered: true } })] },
    { id: "carried", fields: [field("e", { type: "carried" })] },
  ],
};
const ids = (answers) => askedSteps(form, answers).map(({ id }) => id);
const all = askedSteps(form, { a: "x", c: "y" });

test("a step is asked when one of its fields is, and carried ones do not count", () => {
  assert.deepEqual(ids({}), ["one", "three"]);
  assert.deepEqual(ids({ a: "x" }), ["one", "two", "three"]);
  assert.deepEqual(all[2].fields, ["c", "d"]);
  assert.deepEqual(all[0].fields, ["a"]);
});

test("steps follow each other, and all answers come last", () => {
  assert.deepEqual(
    ["one", "two", "three"].map((id) => following(all, id)),
    ["two", "three", ANSWERS],
  );
  assert.deepEqual(
    ["one", "two", ANSWERS, SOLVED].map((id) => preceding(all, id)),
    ["", "one", "three", "three"],
  );
});

for (const [seen, faulty, place, expected] of [
  [[], [], ANSWERS, "one"],
  [[], [], "one", ""],
  [["a"], [], "two", ""],
  [["a"], [], "three", "two"],
  [["a", "b", "c", "d"], [], ANSWERS, ""],
  [["a", "b", "c"], [], ANSWERS, "three"],
  [["a", "b", "c", "d"], ["b"], ANSWERS, "two"],
  [["a", "b", "c", "d"], ["c"], "three", ""],
  [["a", "b", "c", "d"], [], "nowhere", ""],
]) {
  test(`on the way to ${place}, seen ${seen}, faults in ${faulty}: ${expected || "free"}`, () => {
    const hasFaults = (fields) => fields.some((id) => faulty.includes(id));
    assert.equal(obstacle(all, place, new Set(seen), hasFaults), expected);
  });
}

test("an address names a step, all answers, an end, or nothing of the form", () => {
  for (const place of ["two", ANSWERS, SOLVED, SENT]) assert.equal(placeOf(hashOf(place), all), place);
  for (const hash of ["", "#", "#step-", "#step-none", "#two", "#three-blocks", "#f-a"])
    assert.equal(placeOf(hash, all), "");
});
