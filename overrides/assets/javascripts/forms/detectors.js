// @ts-check
// What must not be sent: the same as kb/forms/detectors.py. Pure.

import { isAmka, isCard, isEmso, isPesel, isSnils } from "./checksums.js";
import { counted, fields, given } from "./conditions.js";
import { KEYED, PASSPORT } from "./keywords.js";

/** @import {Answers, Field, Form} from "./types.js" */

/**
 * @typedef {object} Finding  a place in an answer that must not be sent as it is
 * @property {string} kind  password, authinfo, support-code, card, pesel, emso, amka, snils or passport
 * @property {number} start  UTF-16 units from the answer's beginning, as `end`
 * @property {number} end
 * @property {boolean} isRefused  whether even a second yes does not send it
 * @property {string} field
 */

const LAST = /[.,;:!?)\]}'’‘…]+$/u;
const LINE_END = /[ \t.,;:!?)\]}'’‘…]{0,40}(?:\n|$)/uy;
const RUN = /(?<![+A-Za-z0-9])[+A-Za-z]*[0-9]+(?:[ -][0-9]+)*/g;
const GROUP = /[0-9]+/g;
const MIXED = /^(?=[^\n]*[0-9])(?=[^\n]*[A-Za-z])[^@.]{6,}$/u;
const SIGN = /[!#$%&*+=?@^_~|<>{}[\]\\/]/;
const SUPPORT_CODE = /^[0-9A-Za-z-]{4,12}$/;
const SNILS = /^[0-9]{3}-[0-9]{3}-[0-9]{3}[ -][0-9]{2}$/;
/** @type {[string, number, (digits: string) => boolean, RegExp][]} */
const NATIONAL = [
  ["emso", 13, isEmso, /em[šs]o/iu],
  ["pesel", 11, isPesel, /pesel/iu],
  ["amka", 11, isAmka, /αμκα|amka/iu],
  ["snils", 11, isSnils, /снилс|snils/iu],
];
const NEAR = 40;
const SHORTEST_CARD = 13;
const LONGEST_CARD = 19;

/**
 * All places of a text, in order and apart from one another.
 *
 * @param {string} text
 * @returns {Finding[]}
 */
export function findings(text) {
  const every = [...keyed(text), ...numbers(text), ...passports(text)];
  every.sort((a, b) => a.start - b.start || Number(b.isRefused) - Number(a.isRefused));
  /** @type {Finding[]} */
  const kept = [];
  for (const finding of every) {
    const last = kept.at(-1);
    if (!last || finding.start >= last.end) kept.push(finding);
  }
  return kept;
}

/**
 * All places of the answers that count, in the form's order.
 *
 * @param {Form} form
 * @param {Answers} answers
 * @param {string[]} [skipped]  fields that are not searched
 * @returns {Finding[]}
 */
export function secrets(form, answers, skipped = []) {
  const values = counted(form, answers);
  return fields(form)
    .filter((asked) => isSearched(asked) && !skipped.includes(asked.id))
    .flatMap((asked) =>
      findings(String(given(values, asked.id))).map((found) => ({
        ...found,
        field: asked.id,
      })),
    );
}

/**
 * The answers as a draft may keep them: such places cut out, sensitive fields left out.
 *
 * @param {Form} form
 * @param {Answers} answers
 * @returns {Answers}
 */
export function withoutSecrets(form, answers) {
  /** @type {Answers} */
  const kept = {};
  for (const asked of fields(form)) {
    const value = given(answers, asked.id);
    if (asked.sensitive) continue;
    const safe = typeof value === "string" && isSearched(asked) ? cut(value) : value;
    if (safe.length) kept[asked.id] = safe;
  }
  return kept;
}

/** @param {Field} asked */
function isSearched(asked) {
  return (asked.detect ?? true) && (asked.type === "text" || asked.type === "textarea");
}

/** @param {string} text */
function cut(text) {
  return findings(text).reduceRight((rest, found) => rest.slice(0, found.start) + rest.slice(found.end), text);
}

/**
 * What stands behind a word such as "password".
 *
 * @param {string} text
 * @returns {Finding[]}
 */
function keyed(text) {
  const found = [];
  for (const [kind, pattern] of KEYED) {
    for (const match of text.matchAll(pattern)) {
      const { value: written = "", verb, sign, line } = match.groups ?? {};
      const value = written.replace(LAST, "");
      const [start, end] = place(match);
      const link = {
        isTold: Boolean(verb || sign),
        hasSign: Boolean(sign),
        hasLine: Boolean(line),
      };
      if (isSecret(kind, value, { ...link, isLast: isLineEnd(text, end) })) {
        found.push({
          kind,
          start,
          end: start + value.length,
          isRefused: false,
          field: "",
        });
      }
    }
  }
  return found;
}

/**
 * @param {string} text
 * @param {number} place
 */
function isLineEnd(text, place) {
  LINE_END.lastIndex = place;
  return LINE_END.test(text);
}

/**
 * Whether what follows a keyword is a secret and not the next word of a sentence.
 *
 * @param {string} kind
 * @param {string} value
 * @param {{isTold: boolean, hasSign: boolean, hasLine: boolean, isLast: boolean}} link
 */
function isSecret(kind, value, link) {
  if (Array.from(value).length < 4 || /^https?:\/\//.test(value)) return false;
  const hasDigit = /[0-9]/.test(value);
  if (kind === "support-code") return hasDigit && SUPPORT_CODE.test(value);
  if (hasDigit || SIGN.test(value)) return link.isTold || MIXED.test(value);
  // A word without digits counts only alone on its line after a sign: "geslo: medved", not "geslo: ne deluje".
  return kind === "password" && link.hasSign && !link.hasLine && link.isLast;
}

/**
 * Cards and national ids; a number that follows letters or + at once is an account or a phone.
 *
 * @param {string} text
 * @returns {Finding[]}
 */
function numbers(text) {
  const found = [];
  for (const run of text.matchAll(RUN)) {
    const end = run.index + run[0].length;
    if (!/^[0-9]/.test(run[0]) || /^[0-9A-Za-z]/.test(text.slice(end, end + 1))) continue;
    const groups = Array.from(run[0].matchAll(GROUP), (group) => ({
      digits: group[0],
      start: run.index + group.index,
      end: run.index + group.index + group[0].length,
    }));
    const card = cardOf(groups);
    if (card) {
      found.push(card);
      continue;
    }
    if (SNILS.test(run[0]) && isSnils(run[0].replace(/[ -]/g, ""))) {
      found.push({
        kind: "snils",
        start: run.index,
        end,
        isRefused: true,
        field: "",
      });
    }
    for (const group of groups) found.push(...national(text, group));
  }
  return found;
}

/**
 * A card at the beginning of groups of digits; an expiry date may follow.
 *
 * @param {{digits: string, start: number, end: number}[]} groups
 * @returns {Finding | null}
 */
function cardOf(groups) {
  let digits = "";
  for (const group of groups) {
    digits += group.digits;
    if (digits.length > LONGEST_CARD) break;
    if (digits.length >= SHORTEST_CARD && isCard(digits)) {
      return {
        kind: "card",
        start: groups[0].start,
        end: group.end,
        isRefused: true,
        field: "",
      };
    }
  }
  return null;
}

/**
 * @param {string} text
 * @param {{digits: string, start: number, end: number}} group
 * @returns {Finding[]}
 */
function national(text, { digits, start, end }) {
  const near = Array.from(text.slice(Math.max(0, start - 2 * NEAR), start))
    .slice(-NEAR)
    .join("");
  const before = near.slice(near.lastIndexOf("\n") + 1);
  const found = [];
  for (const [kind, length, isValid, name] of NATIONAL) {
    if (digits.length !== length || !isValid(digits)) continue;
    const isNamed = name.test(before);
    // A СНИЛС has no date inside: one number in a hundred would pass for it.
    if (isNamed || kind !== "snils") found.push({ kind, start, end, isRefused: isNamed, field: "" });
  }
  return found;
}

/**
 * @param {string} text
 * @returns {Finding[]}
 */
function passports(text) {
  return Array.from(text.matchAll(PASSPORT), (match) => {
    const [start, end] = place(match);
    return { kind: "passport", start, end, isRefused: true, field: "" };
  });
}

/**
 * Where the group `value` of a match stands.
 *
 * @param {RegExpMatchArray} match
 * @returns {[number, number]}
 */
function place(match) {
  return match.indices?.groups?.value ?? [0, 0];
}
