import assert from "node:assert/strict";
import { test } from "node:test";
import { mailto } from "../../overrides/assets/javascripts/forms/mailto.js";
import { meantAddress } from "../../overrides/assets/javascripts/forms/providers.js";
import { outcomeOf } from "../../overrides/assets/javascripts/forms/sending.js";

const refused = (faults) => ({ kind: "refused", faults });
const unreachable = { kind: "unreachable" };

for (const [status, body, outcome] of [
  [201, { number: "1234-5678-90" }, { kind: "sent", number: "1234-5678-90" }],
  [200, { number: "1234-5678-90" }, { kind: "sent", number: "1234-5678-90" }],
  [200, {}, unreachable],
  [0, {}, unreachable],
  [404, {}, unreachable],
  [500, { errors: { a: "b" } }, unreachable],
  [422, { errors: { email: "invalid" } }, refused({ email: { code: "invalid", value: "" } })],
  [
    422,
    { errors: { files: "type" }, faults: { files: { code: "type", value: "a.php" } } },
    refused({ files: { code: "type", value: "a.php" } }),
  ],
  [422, {}, unreachable],
  [422, { errors: { version: "unknown" } }, { kind: "outdated" }],
  [422, { code: "idempotency.mismatch", errors: { submission_id: "mismatch" } }, { kind: "mismatch" }],
  [413, {}, refused({ files: { code: "too_large", value: "" } })],
]) {
  test(`${status} ${JSON.stringify(body)}`, () => {
    assert.deepEqual(outcomeOf({ status, body, retryAfter_s: 0 }), outcome);
  });
}

test("the time to wait is the intake's, else a minute", () => {
  assert.deepEqual(outcomeOf({ status: 429, body: {}, retryAfter_s: 90 }), { kind: "busy", wait_s: 90 });
  assert.deepEqual(outcomeOf({ status: 429, body: {}, retryAfter_s: 0 }), { kind: "busy", wait_s: 60 });
});

test("a mail address carries subject and text", () => {
  const { url, isCut } = mailto("a+b@example.com", { subject: "Zadeva & več?", body: "prva\ndruga" });
  assert.equal(isCut, false);
  assert.equal(url, "mailto:a%2Bb@example.com?subject=Zadeva%20%26%20ve%C4%8D%3F&body=prva%0D%0Adruga");
});

test("a long mail is cut at the end of a line and stays below what programs take", () => {
  const body = Array.from({ length: 500 }, (_, line) => `Строка ${line} \ud800`).join("\n");
  const { url, isCut } = mailto("a@example.com", { subject: "s", body });
  assert.equal(isCut, true);
  assert.ok(url.length <= 2000);
  assert.match(decodeURIComponent(url), /Строка 0 .*\r\n…$/s);
});

for (const [address, meant] of [
  ["maja@gmial.com", "maja@gmail.com"],
  ["maja@gmail.con", "maja@gmail.com"],
  ["maja@siol.nte", "maja@siol.net"],
  ["maja@Yandex.r", "maja@yandex.ru"],
  ["maja@onet.p", "maja@onet.pl"],
  ["maja@gmail.com", ""],
  ["maja@yahoo.gr", ""],
  ["maja@podjetje.example", ""],
  ["maja@wp.pl", ""],
  ["maja@xp.pl", ""],
  ["@gmial.com", ""],
  ["maja", ""],
  ["", ""],
]) {
  test(`${address || "nothing"} means ${meant || "itself"}`, () => assert.equal(meantAddress(address), meant));
}
