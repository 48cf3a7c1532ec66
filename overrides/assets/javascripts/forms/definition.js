// @ts-check
// A form's JSON as the build wrote it, and the page's own words.

import { fields } from "./conditions.js";

/** @typedef {import("./types.js").Answers} Answers */
/** @typedef {import("./types.js").Form} Form */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Fault} Fault */

/** @typedef {Record<string, Fault>} Faults  by field or group, in the form's order */

/** @typedef {{ phone?: string, dial?: string, hours?: string, email?: string, within?: string }} Ways */

/**
 * The words of `partials/kb/form.html`; `ways` are the company's.
 *
 * @typedef {Record<string, string> & { ways: Ways }} Words
 */

/** @typedef {import("./types.js").Upload & { file: File }} Upload */
/** @typedef {Record<string, Upload[]>} Uploads  by field */

/**
 * @param {string} address
 * @returns {Promise<Form>}  rejects when it did not come whole
 */
export async function loadForm(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response.json();
}

/**
 * The field at which an error is told: a group's is its first one.
 *
 * @param {Form} form
 * @param {string} id  of a field or a group
 */
export function placeOfError(form, id) {
  return id in form.groups ? (fields(form).find((field) => field.oneOf === id)?.id ?? id) : id;
}

/**
 * A message with its `{name}`s filled.
 *
 * @param {string} message
 * @param {Record<string, string>} values
 */
export function filled(message, values) {
  return message.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
