// @ts-check
// When a notice is current, and when that changes next. Pure.

/**
 * @typedef {object} Span
 * @property {string} starts  ISO 8601 with offset
 * @property {string} ends
 */

/**
 * @param {Span} span
 * @param {number} now  milliseconds since 1970
 * @returns {boolean}
 */
export function isCurrent({ starts, ends }, now) {
  const start = Date.parse(starts);
  const end = Date.parse(ends);
  return (Number.isNaN(start) || start <= now) && (Number.isNaN(end) || now < end);
}

/**
 * @param {readonly Span[]} spans
 * @param {number} now
 * @returns {number | null}  milliseconds until a span begins or ends; null if none will
 */
export function nextChange(spans, now) {
  const later = spans
    .flatMap(({ starts, ends }) => [Date.parse(starts), Date.parse(ends)])
    .filter((time) => time > now);
  return later.length > 0 ? Math.min(...later) - now : null;
}
