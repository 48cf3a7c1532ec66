// @ts-check
// From a word to the postings of its forms. Pure.

import { START } from "./shards.js";

/** Letters of a prefix key in texts, which joins verb and noun; titles are few words, four are enough there. */
export const PREFIX = 5;
const TITLE_PREFIX = 4;

/** @typedef {{ shard: import("./shards.js").Shard, place: number }} Entry  a form in its shard */

/**
 * @typedef {object} Found  the site's forms of a word
 * @property {Entry[]} stem  of the same key
 * @property {Entry[]} start  whose key begins with the same five letters
 * @property {Entry[]} titleStart  … four letters
 */

/**
 * All forms of a key.
 *
 * @param {import("./files.js").Files} files
 * @param {string} key
 * @param {string} [form]  one form of it, which may begin otherwise
 * @returns {Promise<Found>}
 */
export async function formsOf(files, key, form = key) {
  const shards = new Set(await Promise.all([form, key].flatMap((word) => files.shard(word) ?? [])));
  const others = new Set(
    entries(shards, (shard, place) => shard.keys[place] === key).flatMap(({ shard, place }) => shard.starts[place]),
  );
  for (const shard of await Promise.all(Array.from(others, (start) => files.shard(start)))) shards.add(shard);
  const stem = entries(shards, (shard, place) => shard.keys[place] === key);
  return { stem, start: beginning(shards, key, PREFIX, stem), titleStart: beginning(shards, key, TITLE_PREFIX, stem) };
}

/**
 * All forms that begin with what was typed so far.
 *
 * @param {import("./files.js").Files} files
 * @param {string} typed
 * @returns {Promise<Entry[]>}
 */
export async function formsFrom(files, typed) {
  const shards = new Set(
    await files.shards(typed.slice(0, START), typed.slice(0, START) + (typed.length < START ? "\uffff" : "")),
  );
  return entries(shards, (shard, place) => shard.forms[place].startsWith(typed));
}

/** @param {Entry} entry */
export function formOf({ shard, place }) {
  return shard.forms[place];
}

/**
 * @param {Iterable<import("./shards.js").Shard | undefined>} shards
 * @param {string} key
 * @param {number} letters
 * @param {Entry[]} stem
 */
function beginning(shards, key, letters, stem) {
  if (key.length < letters) return stem;
  const start = key.slice(0, letters);
  return entries(shards, (shard, place) => shard.keys[place].startsWith(start));
}

/**
 * @param {Iterable<import("./shards.js").Shard | undefined>} shards
 * @param {(shard: import("./shards.js").Shard, place: number) => boolean} fits
 * @returns {Entry[]}
 */
function entries(shards, fits) {
  const found = [];
  for (const shard of shards) {
    if (!shard) continue;
    for (let place = 0; place < shard.forms.length; place++) {
      if (fits(shard, place)) found.push({ shard, place });
    }
  }
  return found;
}
