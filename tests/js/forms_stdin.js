// @ts-check
// Reads forms and submissions, prints what the page's modules make of them; test_forms.py compares.
import { readFileSync } from "node:fs";
import { advice } from "../../overrides/assets/javascripts/forms/coach.js";
import { composed } from "../../overrides/assets/javascripts/forms/compose.js";
import { counted, visible } from "../../overrides/assets/javascripts/forms/conditions.js";
import { findings, withoutSecrets } from "../../overrides/assets/javascripts/forms/detectors.js";
import { errorText, validated } from "../../overrides/assets/javascripts/forms/validation.js";

/** @import {Form, Uploads} from "../../overrides/assets/javascripts/forms/types.js" */

/** @type {{forms: Form[], cases: {form: number, raw: Record<string, unknown>, files: Record<string, {name: string, size: number, head: string | null}[]>, smtputf8: boolean}[], texts: string[]}} */
const { forms, cases, texts } = JSON.parse(readFileSync(0, "utf8"));

/**
 * UTF-16 units of a text as code points, which Python counts.
 *
 * @param {string} text
 * @param {number} units
 */
function points(text, units) {
  return Array.from(text.slice(0, units)).length;
}

const made = cases.map(({ form: number, raw, files, smtputf8 }) => {
  const form = forms[number];
  /** @type {Uploads} */
  const uploads = Object.fromEntries(
    Object.entries(files).map(([id, found]) => [
      id,
      found.map(({ name, size, head }) => ({
        name,
        size,
        head: head === null ? undefined : Uint8Array.from(Buffer.from(head, "hex")),
      })),
    ]),
  );
  const { answers, errors, ignored, findings: secrets } = validated(form, raw, uploads, { smtputf8 });
  return {
    answers,
    errors: Object.entries(errors).map(([id, fault]) => [id, fault.code, fault.value, errorText(form, id, fault)]),
    ignored,
    secrets: secrets.map(({ kind, field, isRefused }) => [kind, field, isRefused]),
    visible: visible(form, answers),
    counted: counted(form, answers),
    kept: withoutSecrets(form, answers),
    advice: advice(form, answers).map(({ id, field, severity, text }) => [id, field, severity, text]),
    composed: composed(form, answers, uploads),
  };
});
const found = texts.map((text) =>
  findings(text).map(({ kind, start, end, isRefused }) => [kind, points(text, start), points(text, end), isRefused]),
);
process.stdout.write(JSON.stringify({ cases: made, texts: found }));
