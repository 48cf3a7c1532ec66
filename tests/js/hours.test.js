import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stateText } from "../../overrides/assets/javascripts/site/channels.js";
import { clockIn, statusAt, timeText, weekdayName } from "../../overrides/assets/javascripts/site/hours.js";

const zone = "Europe/Ljubljana";
const day = ["08:00", "18:00"];
const phone = { zone, days: { 1: day, 2: day, 3: day, 4: day, 5: day } };
const split = { zone, days: { 1: ["08:00", "12:00", "13:00", "17:00"] } };

describe("statusAt", () => {
  // 23 November 2026 is a Monday; Ljubljana is an hour ahead of UTC in winter, two in summer.
  for (const { schedule, now, status } of [
    { schedule: phone, now: "2026-11-23T07:00:00Z", status: { isOpen: true, time: "18:00" } },
    { schedule: phone, now: "2026-11-23T16:59:59Z", status: { isOpen: true, time: "18:00" } },
    {
      schedule: phone,
      now: "2026-11-23T06:59:59Z",
      status: { isOpen: false, time: "08:00", daysAhead: 0, weekday: 1 },
    },
    {
      schedule: phone,
      now: "2026-11-23T17:00:00Z",
      status: { isOpen: false, time: "08:00", daysAhead: 1, weekday: 2 },
    },
    {
      schedule: phone,
      now: "2026-11-27T17:00:00Z",
      status: { isOpen: false, time: "08:00", daysAhead: 3, weekday: 1 },
    },
    { schedule: phone, now: "2026-07-06T06:00:00Z", status: { isOpen: true, time: "18:00" } },
    {
      schedule: split,
      now: "2026-11-23T11:30:00Z",
      status: { isOpen: false, time: "13:00", daysAhead: 0, weekday: 1 },
    },
    { schedule: split, now: "2026-11-23T12:30:00Z", status: { isOpen: true, time: "17:00" } },
    {
      schedule: split,
      now: "2026-11-23T16:30:00Z",
      status: { isOpen: false, time: "08:00", daysAhead: 7, weekday: 1 },
    },
    { schedule: { zone, days: {} }, now: "2026-11-23T12:00:00Z", status: { isOpen: false, time: null } },
  ]) {
    test(`${JSON.stringify(schedule.days)} at ${now}`, () => {
      assert.deepEqual(statusAt(schedule, new Date(now)), status);
    });
  }
  test("hours until midnight", () => {
    const late = { zone, days: { 1: ["20:00", "24:00"] } };
    assert.equal(statusAt(late, new Date("2026-11-23T22:59:00Z")).isOpen, true);
    assert.equal(statusAt(late, new Date("2026-11-23T23:00:00Z")).isOpen, false);
  });
});

test("a clock in a zone may show another weekday", () => {
  assert.deepEqual(clockIn("Asia/Tokyo", new Date("2026-11-22T23:30:00Z")), { weekday: 1, minutes: 8 * 60 + 30 });
});

test("midnight is minute 0", () => {
  assert.equal(clockIn("UTC", new Date("2026-11-22T00:00:00Z")).minutes, 0);
});

test("weekdays have their names in each language", () => {
  assert.deepEqual(
    ["el", "sl", "ru", "pl"].map((locale) => weekdayName(1, locale)),
    ["Δευτέρα", "ponedeljek", "понедельник", "poniedziałek"],
  );
  assert.equal(weekdayName(7, "sl"), "nedelja");
});

test("a time loses its leading zero and nothing else", () => {
  assert.deepEqual(["08:00", "18:00", "00:30"].map(timeText), ["8:00", "18:00", "0:30"]);
});

describe("stateText", () => {
  const messages = { open: "until {time}", later: "at {time}", day: "on {day}, {time}", closed: "closed" };
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const week = { zone: here, days: { 1: ["08:00", "18:00"] } };
  for (const { days = week.days, now, text } of [
    { now: new Date(2026, 10, 23, 10), text: "until 18:00" },
    { now: new Date(2026, 10, 23, 7), text: "at 8:00" },
    { now: new Date(2026, 10, 21, 7), text: "on ponedeljek, 8:00" },
    { days: {}, now: new Date(2026, 10, 23), text: "closed" },
  ]) {
    test(text, () => assert.equal(stateText({ zone: here, days }, now, messages, "sl"), text));
  }
  test("names the zone where the reader's clock differs", () => {
    const far = here === "Pacific/Kiritimati" ? "Pacific/Honolulu" : "Pacific/Kiritimati";
    const always = { zone: far, days: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((d) => [d, ["00:00", "24:00"]])) };
    assert.match(stateText(always, new Date(2026, 10, 23, 10), messages, "sl"), /^until 24:00 \(.+\)$/);
  });
});
