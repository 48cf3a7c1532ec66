// @ts-check
// Today's hours in front of the week's hours: "Open now, until 18:00".

import { clockIn, statusAt, timeText, weekdayName } from "./hours.js";

/** @typedef {import("./hours.js").Schedule} Schedule */
/** @typedef {{ open: string, later: string, day: string, closed: string }} Messages */

const MINUTE_MS = 60_000;

/** @param {HTMLElement} root */
export function mount(root) {
  const data = document.getElementById("kb-hours-messages")?.textContent;
  if (!data) return;
  const messages = /** @type {Messages} */ (JSON.parse(data));
  const locale = root.closest("[lang]")?.getAttribute("lang") ?? "en";
  for (const hours of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-schedule]"))) {
    const schedule = /** @type {Partial<Schedule>} */ (JSON.parse(hours.dataset.schedule || "{}"));
    if (!schedule.zone || !schedule.days) continue;
    keepCurrent(hours, { zone: schedule.zone, label: schedule.label, days: schedule.days }, messages, locale);
  }
}

/**
 * @param {HTMLElement} hours
 * @param {Schedule} schedule
 * @param {Messages} messages
 * @param {string} locale
 */
function keepCurrent(hours, schedule, messages, locale) {
  const state = document.createElement("strong");
  hours.prepend(state);
  const show = () => {
    const now = new Date();
    state.textContent = stateText(schedule, now, messages, locale);
    state.dataset.open = String(statusAt(schedule, now).isOpen);
    setTimeout(show, MINUTE_MS - (now.getTime() % MINUTE_MS));
  };
  show();
}

/**
 * @param {Schedule} schedule
 * @param {Date} now
 * @param {Messages} messages
 * @param {string} locale
 * @returns {string}
 */
export function stateText(schedule, now, messages, locale) {
  const status = statusAt(schedule, now);
  if (status.time === null) return messages.closed;
  const time = timeText(status.time) + zoneMark(schedule, now);
  if (status.isOpen) return messages.open.replace("{time}", time);
  if (status.daysAhead === 0) return messages.later.replace("{time}", time);
  return messages.day.replace("{day}", weekdayName(status.weekday, locale)).replace("{time}", time);
}

/**
 * The zone's name where the reader's clock shows another time; nothing where they agree.
 *
 * @param {Schedule} schedule
 * @param {Date} now
 */
function zoneMark({ zone, label }, now) {
  const here = clockIn(Intl.DateTimeFormat().resolvedOptions().timeZone, now);
  const there = clockIn(zone, now);
  if (here.minutes === there.minutes && here.weekday === there.weekday) return "";
  return ` (${label || zone})`;
}
