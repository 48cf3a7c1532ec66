// @ts-check
// The steps as the browser's history holds them: an entry a step, so that Back and Forward go through the form.

import { hashOf } from "./steps.js";

/** @typedef {{ depth: number, returns: boolean }} Entry  `returns`: Continue leads back to all answers */

export class Trail {
  /** @returns {Entry} */
  get entry() {
    return { depth: 0, returns: false, ...history.state?.kb };
  }

  /** Whether the browser has been at this entry before: a reload, or a way back. */
  get isVisited() {
    return history.state?.kb !== undefined;
  }

  /**
   * A new entry.
   *
   * @param {string} place
   * @param {boolean} isFirst
   * @param {boolean} returns
   */
  push(place, isFirst, returns) {
    history.pushState({ kb: { depth: this.entry.depth + 1, returns } }, "", addressOf(place, isFirst));
  }

  /**
   * Another place in the same entry.
   *
   * @param {string} place
   * @param {boolean} isFirst
   * @param {Partial<Entry>} [change]
   */
  replace(place, isFirst, change = {}) {
    history.replaceState({ kb: { ...this.entry, ...change } }, "", addressOf(place, isFirst));
  }
}

/**
 * @param {string} place
 * @param {boolean} isFirst  the first step has the page's own address
 */
function addressOf(place, isFirst) {
  return isFirst ? location.pathname + location.search : hashOf(place);
}
