import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { isCurrent, nextChange } from "../../overrides/assets/javascripts/site/times.js";

const span = { starts: "2026-12-18T00:00:00Z", ends: "2027-01-02T07:00:00Z" };
const start = Date.parse(span.starts);
const end = Date.parse(span.ends);

describe("isCurrent", () => {
  test("not yet a moment before", () => assert.equal(isCurrent(span, start - 1), false));
  test("from the first moment", () => assert.equal(isCurrent(span, start), true));
  test("until just before the end", () => assert.equal(isCurrent(span, end - 1), true));
  test("no longer at the end", () => assert.equal(isCurrent(span, end), false));
  test("an unreadable bound is no bound", () => {
    assert.equal(isCurrent({ starts: "", ends: span.ends }, start - 1), true);
    assert.equal(isCurrent({ starts: span.starts, ends: "" }, end + 1), true);
  });
});

describe("nextChange", () => {
  test("the start, before it", () => assert.equal(nextChange([span], start - 5), 5));
  test("the end, from the start on", () => assert.equal(nextChange([span], start), end - start));
  test("nothing from the end on", () => assert.equal(nextChange([span], end), null));
  test("the earliest of several", () => {
    const later = { starts: "2026-12-20T00:00:00Z", ends: "2026-12-21T00:00:00Z" };
    assert.equal(nextChange([span, later], start + 1), Date.parse(later.starts) - start - 1);
  });
  test("nothing without notices", () => assert.equal(nextChange([], start), null));
});
