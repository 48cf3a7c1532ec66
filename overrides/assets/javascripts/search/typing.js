// @ts-check
// What of a half-typed query is worth asking. Pure.

/** From the third letter a prefix tells words apart; shorter ones have up to a thousand forms (measured). */
const FEWEST_LETTERS = 3;

/**
 * The part of a text that can be asked while it is typed: without a last word that is still too short.
 *
 * @param {string} text
 * @returns {string}  empty when there is nothing to ask yet
 */
export function askable(text) {
  const last = text.split(/\s/u).at(-1) ?? "";
  const isTooShort = last !== "" && (last.match(/[\p{L}\p{N}]/gu) ?? []).length < FEWEST_LETTERS;
  const asked = isTooShort ? text.slice(0, text.length - last.length) : text;
  return asked.trim() === "" ? "" : asked;
}
