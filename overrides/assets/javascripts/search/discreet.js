// @ts-check
// A query without what may be somebody's own: the same as kb/intake/insights/queries.py. Pure.

import { findings } from "../forms/detectors.js";

/** Characters. */
const LONGEST = 200;
const EMAIL = /\S*\S@\S*/gu;
const SITE = /\S*:\/\/\S*|(?<![\p{L}\p{N}_])www\.\S+/giu;
const DOMAIN = /(?<![\p{L}\p{N}_.-])(?:[\p{L}\p{N}_-]+\.)+(\p{L}{2,})(?![\p{L}\p{N}_-])(?:\/\S*)?/gu;
/** Last parts of names that are a file's, not a site's. */
const FILES = new Set(
  "css conf env gz htaccess htm html ini jpg js json log pdf php png py sh sql tar txt xml yaml yml zip".split(" "),
);
const LONG_NUMBER = /\S*[0-9]{5}\S*/gu;
/** In groups, with blanks or dots; an address of a machine. Error codes such as 550 5.1.1 stay. */
const GROUPED_NUMBER = /\+?[0-9](?:[ /()-]{0,2}[0-9]){4,}|[0-9]{2,}(?:\.[0-9]{2,}){2,}|[0-9]{1,3}(?:\.[0-9]{1,3}){3}/gu;
const SIGN = /[!#$%&*+=?^~|<>{}[\]\\]/u;
const SHORTEST_SECRET = 8;

/**
 * What may be told of a query: in small letters, with single blanks; empty where nothing is left.
 *
 * @param {string} query
 */
export function discreet(query) {
  const whole = query.normalize("NFC").slice(0, 2 * LONGEST);
  const text = findings(whole)
    .reduceRight((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, whole)
    .replace(EMAIL, " ")
    .replace(SITE, " ")
    .replace(DOMAIN, (name, end) => (FILES.has(end.toLowerCase()) ? name : " "))
    .replace(LONG_NUMBER, " ")
    .replace(GROUPED_NUMBER, " ");
  const kept = text.split(/\s+/u).filter((word) => /[\p{L}\p{N}_]/u.test(word) && !isSecret(word));
  return kept.join(" ").toLowerCase().slice(0, LONGEST).trimEnd();
}

/**
 * Whether a word mixes its characters as passwords and codes do.
 *
 * @param {string} word
 */
function isSecret(word) {
  if (word.length < SHORTEST_SECRET || !/[0-9]/.test(word)) return false;
  const hasBoth = word !== word.toLowerCase() && word !== word.toUpperCase();
  return hasBoth || SIGN.test(word.replace(/[!?]+$/u, ""));
}
