// @ts-check
// The site's form that a word is a slip of the finger or another ending away from. Pure.

import { distance } from "./distance.js";
import { PREFIX } from "./lookup.js";

/** @typedef {import("./reading.js").Word} Word */

/** Letters that may differ at the end of two forms taken for the same word. */
export const ENDING = 4;

/**
 * @param {import("./shards.js").Shard} shard
 * @param {string} word
 * @returns {Word | null}
 */
export function slip(shard, word) {
  const most = word.length >= 8 ? 2 : 1;
  let best = -1;
  let least = most + 1;
  for (let place = 0; place < shard.forms.length; place++) {
    const worth = Math.min(most, Math.ceil(least));
    const slips = distance(word, shard.forms[place], worth);
    const holders = shard.postings.ends[place] - (place ? shard.postings.ends[place - 1] : 0);
    const cost = slips - holders / 65536;
    if (slips <= worth && cost < least) {
      least = cost;
      best = place;
    }
  }
  if (best < 0) return null;
  const form = shard.forms[best];
  const isEnding = common(word, form) >= Math.max(3, word.length - 2);
  return { form, key: shard.keys[best], reason: isEnding ? "" : "spelling" };
}

/**
 * The form with the longest common beginning, five letters at least.
 *
 * @param {import("./shards.js").Shard} shard
 * @param {string} word
 * @returns {Word | null}
 */
export function nearest(shard, word) {
  let best = -1;
  let longest = PREFIX - 1;
  const middle = shard.place(word);
  for (const place of [middle - 1, middle]) {
    const form = shard.forms[place] ?? "";
    const same = common(word, form);
    if (same > longest && Math.min(form.length, word.length) - same <= ENDING) {
      longest = same;
      best = place;
    }
  }
  return best < 0 ? null : { form: shard.forms[best], key: shard.keys[best], reason: "" };
}

/**
 * How many letters two words share at their beginning.
 *
 * @param {string} one
 * @param {string} other
 */
function common(one, other) {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  return same;
}
