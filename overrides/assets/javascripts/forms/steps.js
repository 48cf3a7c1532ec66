// @ts-check
// Which steps there are after the answers given, and where a reader stands among them. Pure.

import { visible } from "./conditions.js";

/** @typedef {import("./definition.js").Answers} Answers */
/** @typedef {import("./definition.js").Faults} Faults */
/** @typedef {import("./definition.js").Form} Form */

/** @typedef {{ id: string, fields: string[] }} Step  with the fields that are asked, notes included */

/** Places that are no step: the page of all answers, the kind end, the receipt. */
export const ANSWERS = "answers";
export const SOLVED = "solved";
export const SENT = "sent";

/**
 * The steps that ask something, in their order.
 *
 * @param {Form} form
 * @param {Answers} answers
 * @returns {Step[]}
 */
export function askedSteps(form, answers) {
  const shown = new Set(visible(form, answers));
  return form.steps
    .map(({ id, fields }) => ({
      id,
      fields: fields.filter((field) => shown.has(field.id) && field.type !== "carried").map((field) => field.id),
    }))
    .filter(({ fields }) => fields.length > 0);
}

/**
 * The first step that keeps a reader from going on to a place: one with a fault, or with questions not seen yet.
 *
 * @param {Step[]} steps
 * @param {string} place  a step's id, or ANSWERS
 * @param {ReadonlySet<string>} seen  fields that the reader has gone past
 * @param {(fields: string[]) => boolean} hasFaults
 * @returns {string}  empty where nothing does
 */
export function obstacle(steps, place, seen, hasFaults) {
  const end = place === ANSWERS ? steps.length : steps.findIndex(({ id }) => id === place);
  const before = steps.slice(0, end < 0 ? 0 : end);
  return before.find(({ fields }) => fields.some((field) => !seen.has(field)) || hasFaults(fields))?.id ?? "";
}

/**
 * @param {Step[]} steps
 * @param {string} id
 * @returns {string}  ANSWERS after the last one
 */
export function following(steps, id) {
  return steps[steps.findIndex((step) => step.id === id) + 1]?.id ?? ANSWERS;
}

/**
 * @param {Step[]} steps
 * @param {string} place
 * @returns {string}  empty before the first one
 */
export function preceding(steps, place) {
  const at = place === ANSWERS || place === SOLVED ? steps.length : steps.findIndex(({ id }) => id === place);
  return steps[at - 1]?.id ?? "";
}

/**
 * The place that an address names.
 *
 * @param {string} hash
 * @param {Step[]} steps
 * @returns {string}  empty for another page's part, such as a heading
 */
export function placeOf(hash, steps) {
  const name = hash.replace(/^#/, "");
  if ([ANSWERS, SOLVED, SENT].includes(name)) return name;
  const id = name.replace(/^step-/, "");
  return name !== id && steps.some((step) => step.id === id) ? id : "";
}

/**
 * @param {string} place
 * @returns {string}
 */
export function hashOf(place) {
  return [ANSWERS, SOLVED, SENT].includes(place) ? `#${place}` : `#step-${place}`;
}
