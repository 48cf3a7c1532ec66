// @ts-check
// Whether a channel is open now, in the company's time zone. Pure.

/**
 * @typedef {object} Schedule
 * @property {string} zone  a name of the tz database
 * @property {string} [label]  what the company calls that zone
 * @property {Record<string, string[]>} days  by ISO weekday ("1" is Monday): opening and closing time, perhaps several pairs
 */

/**
 * @typedef {{ isOpen: true, time: string } | { isOpen: false, time: string, daysAhead: number, weekday: number } | { isOpen: false, time: null }} Status
 * `time` is "18:00": when it closes, or when it opens next; `daysAhead` is 0 for today.
 */

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/**
 * @param {Schedule} schedule
 * @param {Date} now
 * @returns {Status}
 */
export function statusAt({ zone, days }, now) {
  const { weekday, minutes } = clockIn(zone, now);
  for (const [opens, closes] of pairs(days[weekday])) {
    if (minutesOf(opens) <= minutes && minutes < minutesOf(closes)) return { isOpen: true, time: closes };
  }
  for (let daysAhead = 0; daysAhead <= 7; daysAhead += 1) {
    const day = ((weekday - 1 + daysAhead) % 7) + 1;
    const next = pairs(days[day]).find(([opens]) => daysAhead > 0 || minutesOf(opens) > minutes);
    if (next) return { isOpen: false, time: next[0], daysAhead, weekday: day };
  }
  return { isOpen: false, time: null };
}

/**
 * Weekday (1 is Monday) and minutes since midnight on a clock in the zone.
 *
 * @param {string} zone
 * @param {Date} now
 * @returns {{ weekday: number, minutes: number }}
 */
export function clockIn(zone, now) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return { weekday: WEEKDAYS.indexOf(parts.weekday) + 1, minutes: Number(parts.hour) * 60 + Number(parts.minute) };
}

/**
 * @param {number} weekday  1 is Monday
 * @param {string} locale
 * @returns {string}
 */
export function weekdayName(weekday, locale) {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(Date.UTC(2024, 0, weekday));
}

/**
 * A time as the week's hours beside it write it.
 *
 * @param {string} time  "08:00"
 * @returns {string}  "8:00"
 */
export function timeText(time) {
  return time.replace(/^0/, "");
}

/** @param {string} time */
function minutesOf(time) {
  const [hours, minutes] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/**
 * @param {string[] | undefined} times
 * @returns {[string, string][]}
 */
function pairs(times = []) {
  return times.flatMap((time, place) =>
    place % 2 ? [] : [/** @type {[string, string]} */ ([time, times[place + 1]])],
  );
}
