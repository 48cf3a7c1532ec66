// @ts-check
// What was typed, taken apart: words, phrases in quotes, words that must not occur. Pure.

import { fold, tokens } from "./words.js";

/**
 * @typedef {object} Chunk  what stands between two spaces
 * @property {string} text  as typed, without quotes and minus
 * @property {number} phrase  number of the phrase that it stands in, from 1; 0 outside
 * @property {boolean} excluded  whether a minus stands before it
 * @property {string[][]} words  folded; of a word joined by signs the whole, then its parts
 */

/** More is read of no query: a pasted message says what it is about long before. */
const LONGEST = 1500;
const MOST_WORDS = 40;
const OPENING = '"„“”«»';

/**
 * @param {string} text
 * @returns {{ chunks: Chunk[], open: boolean }} `open`: the last word may still be going on
 */
export function parsed(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what cannot be typed separates words
  const clean = text.slice(0, LONGEST).replace(/[\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\ufeff]+/g, " ");
  const quotes = Array.from(clean).filter((sign) => OPENING.includes(sign)).length;
  /** @type {Chunk[]} */
  const chunks = [];
  let phrase = 0;
  let words = 0;
  // An odd quote at the end opens nothing.
  let left = quotes - (quotes % 2);
  for (const [piece] of clean.matchAll(/["„“”«»]|[^\s"„“”«»]+/g)) {
    if (OPENING.includes(piece)) {
      if (left-- > 0) phrase = phrase > 0 ? -phrase : 1 - phrase;
      continue;
    }
    const excluded = phrase <= 0 && /^[-−–][\p{L}\p{N}]/u.test(piece);
    const chunk = chunkOf(excluded ? piece.slice(1) : piece, Math.max(phrase, 0), excluded);
    words += chunk.words.length;
    if (words > MOST_WORDS) break;
    chunks.push(chunk);
  }
  const last = chunks.at(-1);
  const open =
    last !== undefined && !last.phrase && !last.excluded && /[\p{L}\p{N}]$/u.test(clean) && text.length <= LONGEST;
  return { chunks, open };
}

/**
 * @param {string} text
 * @param {number} phrase
 * @param {boolean} excluded
 * @returns {Chunk}
 */
export function chunkOf(text, phrase = 0, excluded = false) {
  return { text, phrase, excluded, words: slots(text).map((slot) => slot.words) };
}

/**
 * @typedef {object} Slot  a word's place in a text
 * @property {number} start  UTF-16 units
 * @property {number} end
 * @property {string[]} words  folded: the word, then its parts
 */

/**
 * The places of a text where words stand; parts of a word share its place.
 *
 * @param {string} text
 * @returns {Slot[]}
 */
export function slots(text) {
  /** @type {Slot[]} */
  const found = [];
  for (const { text: word, start, end } of tokens(text)) {
    const last = found.at(-1);
    if (last && start < last.end) last.words.push(fold(word));
    else found.push({ start, end, words: [fold(word)] });
  }
  return found;
}
