import assert from "node:assert/strict";
import { test } from "node:test";
import { isEmpty, KEPT_MS, packed, randomId, unpacked } from "../../overrides/assets/javascripts/forms/draft.js";

const field = (id, more = {}) => ({ id, type: "textarea", label: id, when: true, required: false, ...more });
const form = {
  form: "f",
  steps: [{ id: "s", fields: [field("text"), field("firm", { sensitive: true }), field("many", { type: "choices" })] }],
};
const draft = {
  answers: { text: "Dober dan.\ngeslo: Skrivnost.123", firm: "12345678", many: ["a", "b"], secrets_confirmed: "yes" },
  seen: ["text"],
  files: ["slika.png"],
  submission: "id",
  tab: "tab",
  saved: 1_000_000,
};

test("a draft is kept without passwords, sensitive answers and the second yes", () => {
  const kept = unpacked(packed(form, draft), draft.saved);
  assert.deepEqual(Object.keys(kept.answers), ["text", "many"]);
  assert.ok(kept.answers.text.startsWith("Dober dan."));
  assert.ok(!kept.answers.text.includes("Skrivnost"));
  assert.deepEqual({ ...kept, answers: {} }, { ...draft, answers: {} });
});

test("a draft is forgotten after seven days", () => {
  const text = packed(form, draft);
  assert.ok(unpacked(text, draft.saved + KEPT_MS - 1));
  assert.equal(unpacked(text, draft.saved + KEPT_MS), null);
});

for (const broken of [
  null,
  "",
  "{",
  "1",
  "null",
  "[]",
  "{}",
  '{"answers": []}',
  '{"answers": {}, "seen": [1], "files": []}',
]) {
  test(`${broken} is no draft`, () => assert.equal(unpacked(broken, 0), null));
}

test("answers of a strange kind are left out", () => {
  const text = JSON.stringify({ ...draft, answers: { a: "x", b: 1, c: { d: "e" }, f: ["g"], h: [1] } });
  assert.deepEqual(unpacked(text, draft.saved).answers, { a: "x", f: ["g"] });
});

test("a draft is empty without answers and files", () => {
  assert.ok(isEmpty({ answers: {}, files: [] }));
  assert.ok(!isEmpty({ answers: { a: "x" }, files: [] }));
  assert.ok(!isEmpty({ answers: {}, files: ["a"] }));
});

test("ids are random UUIDs of version 4", () => {
  const ids = Array.from({ length: 100 }, randomId);
  assert.equal(new Set(ids).size, 100);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
