// @ts-check
// What the coach looks for in a text: the same as kb/forms/word_tests.py. Pure.

import { fold } from "../search/words.js";
import { hasCheckPair } from "./patterns.js";

const WORD = /[\p{L}\p{N}]+/gu;
const EMAIL = /(?<![^ \t\n@])[^ \t\n@]+@[^ \t\n@]+\.[^ \t\n@]+/u;
const DATE =
  /(?<![0-9])(?<![0-9]\.)(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-3]?[0-9]([./-]) ?[01]?[0-9](?:\1 ?[0-9]{2,4})?)(?!\.?[0-9])/u;
const TIME = /(?<![0-9])[0-2]?[0-9][:.][0-5][0-9](?![0-9])/u;
const ERROR =
  /(?<![0-9.])[45][0-9]{2}(?!\.?[0-9])|(?<![0-9.])[245]\.[0-9]{1,3}\.[0-9]{1,3}(?!\.?[0-9])|0x[0-9A-Fa-f]{4,}|(?<![A-Z])[A-Z]{2,}(?:_[A-Z]+)+|["„“”»«`][^"„“”»«`\n]{6,}["„“”»«`]/u;
const URL = /https?:\/\/[^ \t\n]{3,}|www\.[^ \t\n]{3,}/u;
const DOMAIN = /(?<![\p{L}\p{N}-])[\p{L}\p{N}](?:[\p{L}\p{N}]|-)*\.(?:(?![0-9])[\p{L}\p{N}]){2,}/u;

/** @type {Record<string, (text: string) => boolean>} Tests that rules know by name; other names are lists of words. */
export const TESTS = {
  "email-address": (text) => EMAIL.test(text),
  date: (text) => DATE.test(text),
  time: (text) => TIME.test(text),
  "error-text": (text) => ERROR.test(text),
  url: (text) => URL.test(text),
  domain: (text) => DOMAIN.test(text),
  "check-pair": hasCheckPair,
};

/** The list of words that say nothing by themselves. */
export const STOCK = "stock";

/**
 * @typedef {object} Words  of a text
 * @property {string[]} words  folded, in their order
 * @property {Map<string, number[]>} places  word → where it stands: an entry is compared with each word once
 */

/**
 * The words of a text, folded.
 *
 * @param {string} text
 * @returns {Words}
 */
export function wordsOf(text) {
  /** @type {string[]} */
  const words = fold(text).match(WORD) ?? [];
  /** @type {Map<string, number[]>} */
  const places = new Map();
  for (const [place, word] of words.entries()) {
    const found = places.get(word);
    if (found) found.push(place);
    else places.set(word, [place]);
  }
  return { words, places };
}

/**
 * Whether one of the entries occurs in the words.
 *
 * @param {Words} words
 * @param {string[]} entries  words or phrases; `*` at a word's end stands for any ending
 */
export function occurs(words, entries) {
  return entries.some((entry) => placesOf(words, entryWords(entry)).length > 0);
}

/**
 * How many words are part of none of the entries.
 *
 * @param {Words} words
 * @param {string[]} entries
 */
export function telling(words, entries) {
  const stock = new Set();
  for (const entry of entries) {
    const wanted = entryWords(entry);
    for (const place of placesOf(words, wanted)) {
      for (let offset = 0; offset < wanted.length; offset += 1) stock.add(place + offset);
    }
  }
  return words.words.length - stock.size;
}

/**
 * @param {string} entry
 * @returns {string[]}
 */
function entryWords(entry) {
  return fold(entry)
    .split(" ")
    .flatMap((/** @type {string} */ part) => {
      const found = part.match(WORD) ?? [];
      return found.length && part.endsWith("*") ? [...found.slice(0, -1), `${found.at(-1)}*`] : found;
    });
}

/**
 * @param {Words} words
 * @param {string[]} wanted
 */
function placesOf({ words, places }, wanted) {
  if (!wanted.length) return [];
  return [...places]
    .filter(([word]) => fits(word, wanted[0]))
    .flatMap(([, found]) => found)
    .filter(
      (start) => start + wanted.length <= words.length && wanted.every((want, at) => fits(words[start + at], want)),
    );
}

/**
 * @param {string} word
 * @param {string} wanted
 */
function fits(word, wanted) {
  return wanted.endsWith("*") ? word.startsWith(wanted.slice(0, -1)) : word === wanted;
}
