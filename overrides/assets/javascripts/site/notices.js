// @ts-check
// Shows and hides notices at their moments, also while the page stays open.

import { isCurrent, nextChange } from "./times.js";

/** setTimeout overflows past 24.8 days; an hour also follows a device that slept. */
const LONGEST_WAIT_MS = 3_600_000;

/** @param {HTMLElement} root */
export function mount(root) {
  const notices = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-starts]"))];
  const spans = notices.map(({ dataset }) => ({ starts: dataset.starts ?? "", ends: dataset.ends ?? "" }));
  const follow = () => {
    const now = Date.now();
    notices.forEach((notice, place) => {
      notice.hidden = !isCurrent(spans[place], now);
    });
    const wait = nextChange(spans, now);
    if (wait !== null) setTimeout(follow, Math.min(wait + 1, LONGEST_WAIT_MS));
  };
  follow();
}
