// @ts-check
// A draft as it is kept on the device: what is in it, and when it is too old.

import { withoutSecrets } from "./detectors.js";

/** @typedef {import("./definition.js").Answers} Answers */
/** @typedef {import("./definition.js").Form} Form */

/**
 * @typedef {object} Draft
 * @property {Answers} answers
 * @property {string[]} seen  fields that the reader has gone past
 * @property {string[]} files  names of files, which cannot be kept
 * @property {string} submission  id under which it is sent, however often
 * @property {string} tab  of the page that wrote it
 * @property {number} saved  milliseconds since 1970
 */

/** Whoever comes back later than after a weekend and a few days has another question. */
export const KEPT_MS = 7 * 24 * 3_600_000;

/**
 * @param {string} formId
 * @returns {string}  where the browser keeps it; all locales share it
 */
export function draftKey(formId) {
  return `kb.draft.${formId}`;
}

/**
 * @param {Form} form
 * @param {Draft} draft
 * @returns {string}  without what must not be kept
 */
export function packed(form, draft) {
  const { secrets_confirmed: _, ...answers } = withoutSecrets(form, draft.answers);
  return JSON.stringify({ ...draft, answers });
}

/**
 * @param {string | null} text
 * @param {number} now  milliseconds since 1970
 * @returns {Draft | null}  null where there is none, it is broken, or too old
 */
export function unpacked(text, now) {
  try {
    const found = JSON.parse(text ?? "null");
    const { answers, seen, files, submission, tab, saved } = found;
    const isWhole = isPlain(answers) && isTexts(seen) && isTexts(files) && typeof submission === "string";
    if (!isWhole || !(now - saved < KEPT_MS)) return null;
    return {
      answers: cleaned(answers),
      seen,
      files,
      submission,
      tab: String(tab),
      saved,
    };
  } catch {
    return null;
  }
}

/**
 * @param {string} formId
 * @returns {Draft | null}  null also where storage is closed
 */
export function recalledDraft(formId) {
  try {
    return unpacked(localStorage.getItem(draftKey(formId)), Date.now());
  } catch {
    return null;
  }
}

/** @param {{ answers: Answers, files: string[] }} draft  whether anything would be lost with it */
export function isEmpty({ answers, files }) {
  return Object.keys(answers).length === 0 && files.length === 0;
}

/**
 * A random id, also where the page did not come over HTTPS and `crypto.randomUUID` is closed to it.
 *
 * @returns {string}  UUID version 4, RFC 9562 §5.4
 */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** @param {Record<string, unknown>} answers */
function cleaned(answers) {
  const kept = Object.entries(answers).filter(([, value]) => typeof value === "string" || isTexts(value));
  return /** @type {Answers} */ (Object.fromEntries(kept));
}

/** @param {unknown} value */
function isPlain(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value */
function isTexts(value) {
  return Array.isArray(value) && value.every((part) => typeof part === "string");
}
