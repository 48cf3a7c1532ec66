// @ts-check
// Known forms of an answer: the same as kb/forms/patterns.py. Pure.

import { characters } from "./normal.js";

const LETTER = "[\\p{L}\\p{N}]";
const LABEL = `${LETTER}(?:(?:${LETTER}|[-\\u0300-\\u036f]){0,61}(?:${LETTER}|[\\u0300-\\u036f]))?`;
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+(?![0-9])(?=[^.]{2})${LABEL}$`, "u");
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-]+";
const LOCAL = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`, "u");
const UNICODE_ATOM = `(?:${LETTER}|[!#$%&'*+/=?^_\`{|}~\\u0300-\\u036f\\-])+`;
const UNICODE_LOCAL = new RegExp(`^${UNICODE_ATOM}(?:\\.${UNICODE_ATOM})*$`, "u");
const PHONE = /^\+?[0-9(](?:[0-9 ()./-]*[0-9])?(?: ?(?:x|ext\.?|int\.?) ?[0-9]{1,6})?$/;
const TICKET = /^#?[A-Za-z0-9](?:[A-Za-z0-9 ./-]{0,38}[A-Za-z0-9])?$/;
const FIRM = /^[A-Za-z]{0,3}[0-9](?:[0-9 -]{3,18})[0-9]$/;
const DATE = /^([12][0-9]{3})-([01][0-9])-([0-3][0-9])$/;
const URL = /^(?:https?:\/\/)?[^ \t/?#@]+(?:[/?#][^ \t]*)?$/;
const SCHEME = /^https?:\/\//i;
const MOST_LOCAL = 64;
const MOST_ADDRESS = 254;
const MOST_DOMAIN = 253;

/**
 * Empty for an address to which mail can be sent, else `invalid` or `smtputf8`.
 *
 * @param {string} address  trimmed, otherwise as typed
 * @param {boolean} [smtputf8]  whether the relay takes letters outside ASCII before the @
 */
export function emailFault(address, smtputf8 = false) {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0));
  const isShort = characters(address) <= MOST_ADDRESS && characters(local) <= MOST_LOCAL;
  if (at < 0 || !isShort || !isDomain(address.slice(at + 1))) return "invalid";
  if (LOCAL.test(local)) return "";
  if (!UNICODE_LOCAL.test(local)) return "invalid";
  return smtputf8 ? "" : "smtputf8";
}

/**
 * Whether this is a domain with at least two labels, in ASCII or in its own script.
 *
 * @param {string} text
 */
export function isDomain(text) {
  return characters(text) <= MOST_DOMAIN && DOMAIN.test(text);
}

/**
 * The domain of what people paste: without scheme, path, port and final dot, in small letters.
 *
 * @param {string} text
 */
export function domainOf(text) {
  const bare = text.replace(SCHEME, "").split(/[/?#:]/, 1)[0];
  return bare.replace(/\.$/, "").toLowerCase();
}

/**
 * Whether this is a day as 2026-11-22.
 *
 * @param {string} text
 */
export function isDate(text) {
  const found = DATE.exec(text);
  return found !== null && isDay(Number(found[1]), Number(found[2]), Number(found[3]));
}

/**
 * Whether there is such a day.
 *
 * @param {number} year
 * @param {number} month  1 to 12
 * @param {number} day
 */
export function isDay(year, month, day) {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

/**
 * Whether this may be a phone number: at least five digits.
 *
 * @param {string} text
 */
export function isPhone(text) {
  return PHONE.test(text) && digits(text).length >= 5;
}

/**
 * Whether the digits of a ticket number end in their check pair (ISO/IEC 7064, MOD 97-10).
 *
 * @param {string} text
 */
export function hasCheckPair(text) {
  const found = digits(text);
  let rest = 0;
  for (const digit of found) rest = (rest * 10 + Number(digit)) % 97;
  return found.length > 2 && rest === 1;
}

/** @param {string} text */
function digits(text) {
  return text.replace(/[^0-9]/g, "");
}

/** @type {Record<string, (text: string) => boolean>} Names that `pattern` knows. */
export const PATTERNS = {
  domain: isDomain,
  "firm-number": (text) => FIRM.test(text),
  "ticket-number": (text) => TICKET.test(text) && digits(text).length >= 3,
  url: (text) => URL.test(text) && isDomain(domainOf(text)),
};
