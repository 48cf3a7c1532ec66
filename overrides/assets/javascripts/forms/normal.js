// @ts-check
// Answers as they are kept: the same as kb/forms/normal.py. Pure.

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const BREAKS = /\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]/g;
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069]/g;
const LONE_HALVES = /[\ud800-\udfff]/gu;
const SPACE = /[ \t\n\u00a0\u1680\u2000-\u200b\u200e\u200f\u202f\u205f\u2060\u3000\ufeff]/;
const RUNS = /[ \t\n]+/g;

/**
 * A text of several lines: NFC, line feeds only, no control characters, no space at its ends.
 *
 * @param {string} text
 */
export function paragraphs(text) {
  const joined = text.replace(BREAKS, "\n").replace(LONE_HALVES, "\ufffd").replace(UNSEEN, "");
  return stripped(joined.normalize("NFC"));
}

/**
 * The same on one line: every run of breaks, tabs and spaces becomes a space.
 *
 * @param {string} text
 */
export function oneLine(text) {
  return paragraphs(text).replace(RUNS, " ");
}

/**
 * The text without space at its ends; what it holds inside is for a pattern to judge.
 *
 * @param {string} text
 */
export function trimmedOnly(text) {
  return stripped(text.replace(LONE_HALVES, "\ufffd"));
}

/**
 * How many code points a text has.
 *
 * @param {string} text
 */
export function characters(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/**
 * The text without space at its ends. A pattern for the end would try every run of spaces inside, too.
 *
 * @param {string} text
 */
function stripped(text) {
  let start = 0;
  let end = text.length;
  while (start < end && SPACE.test(text[start])) start += 1;
  while (end > start && SPACE.test(text[end - 1])) end -= 1;
  return text.slice(start, end);
}
