// @ts-check
// Files that may be sent: the same as kb/forms/uploads.py. Pure.

/** @import {Upload} from "./types.js" */

/** How much of a file is looked at. */
export const HEAD_BYTES = 512;

/** @type {Record<string, RegExp[]>} Ending → what opens the file; none: it is text, which holds no zero byte. */
const KNOWN_ENDINGS = {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: first bytes of a file
  png: [/^\x89PNG\r\n\x1a\n/],
  jpg: [/^\xff\xd8\xff/],
  jpeg: [/^\xff\xd8\xff/],
  gif: [/^GIF8[79]a/],
  webp: [/^RIFF....WEBP/s],
  pdf: [/^%PDF-/],
  txt: [],
  log: [],
  eml: [],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: first bytes of a file
  zip: [/^PK\x03\x04/, /^PK\x05\x06/],
};

/**
 * The ending of a file's name in small letters, without its dot.
 *
 * @param {string} name
 */
export function ending(name) {
  const dot = name.lastIndexOf(".");
  return dot < 0
    ? ""
    : name
        .slice(dot + 1)
        .replace(/^[ \t]+|[ \t]+$/g, "")
        .toLowerCase();
}

/**
 * Whether the file is of a kind that is accepted, by its ending and its first bytes.
 *
 * @param {Upload} file
 * @param {string[]} accept
 */
export function isKind(file, accept) {
  const kind = ending(file.name);
  if (!accept.includes(kind) || !Object.hasOwn(KNOWN_ENDINGS, kind)) return false;
  if (!file.head) return true;
  const patterns = KNOWN_ENDINGS[kind];
  if (!patterns.length) return !file.head.includes(0);
  const opening = String.fromCharCode(...file.head.slice(0, HEAD_BYTES));
  return patterns.some((pattern) => pattern.test(opening));
}
