// @ts-check
// Which parts of a text a query's words stand for. Pure.

import { fold, tokens } from "./words.js";

/**
 * @param {string} text
 * @param {ReadonlySet<string>} forms  folded
 * @returns {[start: number, end: number][]}  ascending, none overlaps another; UTF-16 units
 */
export function matches(text, forms) {
  /** @type {[number, number][]} */
  const found = [];
  let done = 0;
  // A part of a longer word comes after it: where the whole is marked, its parts are.
  for (const { text: word, start, end } of tokens(text)) {
    if (start < done || !forms.has(fold(word))) continue;
    found.push([start, end]);
    done = end;
  }
  return found;
}
