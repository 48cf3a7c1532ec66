// @ts-check
// Words of a text and their folding: the same as kb/text/tokens.py and folding.py, held by tests/golden/words.json. Pure.

/**
 * @typedef {object} Token
 * @property {string} text  normalised
 * @property {number} start  UTF-16 units from the text's beginning, as `end`
 * @property {number} end
 */

const WORD = "(?:[\\p{L}\\p{N}][\\u0300-\\u036f]*)+";
const PART = `${WORD}(?:['’]${WORD})*`;
const WHOLE = `${PART}(?:[._:/@\\-+]+${PART})*`;
const MARKS = /\p{Mn}/gu;
/** @type {Record<string, string>} */
const PLAIN = { ł: "l", ς: "σ", đ: "d", ø: "o" };

/** Texts are made of the same words again and again: what was folded once is kept. */
const folded = new Map();
const MOST_KEPT = 20_000;
const LONGEST_KEPT = 40;

/**
 * The text composed (NFC) and in small letters.
 *
 * @param {string} text
 */
export function normal(text) {
  return text.normalize("NFC").toLowerCase();
}

/**
 * The text without diacritics and with one sigma; й stays, ё becomes е, ł becomes l.
 *
 * @param {string} text
 */
export function fold(text) {
  const kept = folded.get(text);
  if (kept !== undefined) return kept;
  const found = Array.from(normal(text), foldedLetter).join("");
  if (folded.size < MOST_KEPT && text.length < LONGEST_KEPT) folded.set(text, found);
  return found;
}

/**
 * The words of a text in order, a part of a longer one after it.
 *
 * @param {string} text
 * @returns {Token[]}
 */
export function tokens(text) {
  const found = [];
  for (const whole of matches(WHOLE, text)) {
    found.push(whole);
    const parts = matches(PART, text.slice(whole.start, whole.end));
    if (parts.length < 2) continue;
    for (const part of parts) {
      found.push({ text: part.text, start: whole.start + part.start, end: whole.start + part.end });
    }
  }
  return found;
}

/** @param {string} letter */
function foldedLetter(letter) {
  return letter === "й" ? letter : (PLAIN[letter] ?? letter).normalize("NFD").replace(MARKS, "");
}

/**
 * @param {string} pattern
 * @param {string} text
 * @returns {Token[]}
 */
function matches(pattern, text) {
  return Array.from(text.matchAll(new RegExp(pattern, "gu")), (found) => ({
    text: normal(found[0]),
    start: found.index,
    end: found.index + found[0].length,
  }));
}
