// @ts-check
// Checking a submission: the same as kb/forms/validation.py. Pure.

import { counted, field, fields, given, holds, options, visible } from "./conditions.js";
import { secrets } from "./detectors.js";
import { characters, oneLine, paragraphs, trimmedOnly } from "./normal.js";
import { domainOf, emailFault, isDate, isPhone, PATTERNS } from "./patterns.js";
import { isKind } from "./uploads.js";

/** @import {Answer, Answers, Fault, Field, Form, Upload, Uploads} from "./types.js" */
/** @import {Finding} from "./detectors.js" */

/**
 * @typedef {object} Checked
 * @property {Answers} answers  normalised; without errors only of fields that were asked
 * @property {Record<string, Fault>} errors  by field or group, in the form's order; empty: it can be sent
 * @property {string[]} ignored  names of answers that nobody asked for
 * @property {Finding[]} findings  what looks confidential
 */

/** The second yes: what looks like a password may be sent. */
export const CONFIRMED = "secrets_confirmed";
const RESERVED = ["form", "version", "locale", "submission_id", CONFIRMED];
const MOST_EXACT = 2 ** 53;
/** @type {Record<string, (text: string) => boolean>} */
const TYPED = { tel: isPhone, date: isDate };

/**
 * The answers of a submission and what is wrong with them.
 *
 * @param {Form} form
 * @param {Record<string, unknown>} raw  answers by field
 * @param {Uploads} [uploads]
 * @param {{smtputf8?: boolean}} [settings]
 * @returns {Checked}
 */
export function validated(form, raw, uploads = {}, { smtputf8 = false } = {}) {
  const files = Object.fromEntries(Object.entries(uploads).filter(([, found]) => found.length));
  /** @type {Answers} */
  const answers = {};
  const malformed = new Set();
  for (const asked of fields(form)) {
    const value = normalised(asked, Object.hasOwn(raw, asked.id) ? raw[asked.id] : null);
    if (value === null) malformed.add(asked.id);
    else if (value.length) answers[asked.id] = value;
  }
  const errors = faults(form, answers, files, { malformed, smtputf8 });
  // A text that is too long is not searched: it may be a thousand times too long.
  const found = secrets(form, answers, Object.keys(errors));
  const isConfirmed = ["yes", true].includes(/** @type {any} */ (single(raw[CONFIRMED])));
  for (const finding of found) {
    if (finding.isRefused || !isConfirmed) {
      errors[finding.field] ??= {
        code: finding.isRefused ? "forbidden" : "secret",
        value: finding.kind,
      };
    }
  }
  if (Object.keys(errors).length)
    return {
      answers,
      errors: inOrder(form, errors),
      ignored: [],
      findings: found,
    };
  const values = counted(form, answers);
  return {
    answers: values,
    errors: {},
    ignored: ignored(form, raw, files, values),
    findings: found,
  };
}

/**
 * What is wrong with some fields, such as those of a step, and with their groups.
 *
 * @param {Form} form
 * @param {string[]} ids
 * @param {Record<string, unknown>} raw
 * @param {Uploads} [uploads]
 * @returns {Record<string, Fault>}
 */
export function faultsOf(form, ids, raw, uploads = {}) {
  const groups = ids.map((id) => field(form, id)?.oneOf ?? "");
  const { errors } = validated(form, raw, uploads);
  return Object.fromEntries(Object.entries(errors).filter(([name]) => ids.includes(name) || groups.includes(name)));
}

/**
 * What is said of a fault, at the field and in the summary.
 *
 * @param {Form} form
 * @param {string} name  the field's or group's id
 * @param {Fault} fault
 */
export function errorText(form, name, { code, value }) {
  const asked = field(form, name);
  const label = asked?.label ?? form.groups[name]?.label ?? name;
  if (!asked) return form.groups[name]?.error || filled(message(form, code, []), { label });
  const kind = code === "too_large" && !value ? "total" : (asked.pattern ?? "");
  return filled(asked.errors?.[code] || message(form, code, [kind, asked.type]), {
    label,
    value,
    kind: form.messages[`kind.${value}`] ?? "",
    accept: (asked.accept ?? []).join(", "),
    megabytes: String(Math.floor((asked.maxBytes ?? 0) / 1_000_000)),
    total: String(Math.floor((asked.maxTotalBytes ?? 0) / 1_000_000)),
  });
}

/**
 * An answer as it is kept; null where it is of no type that an answer can have.
 *
 * @param {Field} asked
 * @param {unknown} value
 * @returns {Answer | null}
 */
export function normalised(asked, value) {
  if (value === null || value === undefined || asked.type === "note" || asked.type === "files") return "";
  if (asked.type === "choices") return several(asked, value);
  if (Array.isArray(value) && value.length > 1) return null;
  let found = single(value);
  if (asked.type === "consent" && typeof found === "boolean") return found ? "yes" : "";
  if (Number.isInteger(found) && Math.abs(/** @type {number} */ (found)) < MOST_EXACT) found = String(found);
  return typeof found === "string" ? text(asked, found) : null;
}

/** @param {unknown} value */
function single(value) {
  return Array.isArray(value) ? (value.length === 1 ? value[0] : "") : value;
}

/**
 * @param {Field} asked
 * @param {string} value
 */
function text(asked, value) {
  if (asked.type === "textarea") return paragraphs(value);
  // An address keeps its line breaks, to be refused for them: joined, it would be another address.
  if (asked.type === "email" || asked.options?.length) return trimmedOnly(value);
  const line = oneLine(value);
  return asked.pattern === "domain" ? domainOf(line) : line;
}

/**
 * @param {Field} asked
 * @param {unknown} value
 * @returns {string[] | null}
 */
function several(asked, value) {
  const parts = typeof value === "string" ? [value] : value;
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === "string")) return null;
  const chosen = new Set(parts.map(trimmedOnly));
  const known = (asked.options ?? []).map((option) => option.id).filter((id) => chosen.has(id));
  return [...known, ...[...chosen].filter((part) => part && !known.includes(part))];
}

/**
 * What is wrong with normalised answers, secrets apart.
 *
 * @param {Form} form
 * @param {Answers} answers
 * @param {Uploads} files
 * @param {{malformed: Set<string>, smtputf8: boolean}} settings
 */
function faults(form, answers, files, { malformed, smtputf8 }) {
  const values = counted(form, answers);
  const shown = visible(form, answers);
  /** @type {Record<string, Fault>} */
  const errors = {};
  for (const asked of fields(form)) {
    if (!shown.includes(asked.id)) continue;
    const isRequired = holds(asked.required, values);
    let fault = null;
    if (asked.type === "files") fault = filesFault(asked, files[asked.id] ?? [], isRequired);
    else if (malformed.has(asked.id)) fault = { code: "invalid", value: "" };
    else
      fault = faultOf(asked, given(answers, asked.id), options(asked, values), {
        isRequired,
        smtputf8,
      });
    if (fault) errors[asked.id] = fault;
  }
  for (const group of Object.keys(form.groups)) {
    const members = fields(form).filter((asked) => asked.oneOf === group && shown.includes(asked.id));
    const isAnswered = members.some((asked) => Object.hasOwn(values, asked.id) || Object.hasOwn(errors, asked.id));
    if (members.length && !isAnswered) errors[group] = { code: "one_of", value: "" };
  }
  return errors;
}

/**
 * @param {Field} asked
 * @param {Answer} value
 * @param {string[]} offered
 * @param {{isRequired: boolean, smtputf8: boolean}} settings
 * @returns {Fault | null}
 */
function faultOf(asked, value, offered, { isRequired, smtputf8 }) {
  if (!value.length) return isRequired ? { code: "required", value: "" } : null;
  if (asked.options?.length) {
    const chosen = typeof value === "string" ? [value] : value;
    return chosen.every((option) => offered.includes(option)) ? null : { code: "invalid", value: "" };
  }
  const line = String(value);
  const length = characters(line);
  if (asked.max && length > asked.max) return { code: "too_long", value: String(asked.max) };
  if (length < (asked.min ?? 0)) return { code: "too_short", value: String(asked.min) };
  let code = asked.type === "email" ? emailFault(line, smtputf8) : "";
  const check = TYPED[asked.type] ?? PATTERNS[asked.pattern ?? ""];
  if (!code && check && !check(line)) code = "invalid";
  return code ? { code, value: "" } : null;
}

/**
 * @param {Field} asked
 * @param {Upload[]} files
 * @param {boolean} isRequired
 * @returns {Fault | null}
 */
function filesFault(asked, files, isRequired) {
  if (!files.length) return isRequired ? { code: "required", value: "" } : null;
  if (files.length > (asked.maxFiles ?? 0)) return { code: "too_many", value: String(asked.maxFiles) };
  for (const file of files) {
    if (!file.size) return { code: "empty", value: file.name };
    if (file.size > (asked.maxBytes ?? 0)) return { code: "too_large", value: file.name };
    if (!isKind(file, asked.accept ?? [])) return { code: "type", value: file.name };
  }
  const total = files.reduce((sum, file) => sum + file.size, 0);
  return total > (asked.maxTotalBytes ?? 0) ? { code: "too_large", value: "" } : null;
}

/**
 * @param {Form} form
 * @param {Record<string, unknown>} raw
 * @param {Uploads} files
 * @param {Answers} values
 */
function ignored(form, raw, files, values) {
  const shown = visible(form, values);
  const kept = Object.keys(files).filter((id) => shown.includes(id) && field(form, id)?.type === "files");
  const sent = Object.keys(raw).filter((name) => isGiven(raw[name]) && !RESERVED.includes(name));
  return [...new Set([...sent, ...Object.keys(files)])].filter(
    (name) => !Object.hasOwn(values, name) && !kept.includes(name),
  );
}

/** @param {unknown} value */
function isGiven(value) {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/**
 * @param {Form} form
 * @param {Record<string, Fault>} errors
 */
function inOrder(form, errors) {
  const names = fields(form).flatMap((asked) => [asked.oneOf ?? "", asked.id]);
  return Object.fromEntries(
    [...new Set(names)].filter((name) => Object.hasOwn(errors, name)).map((n) => [n, errors[n]]),
  );
}

/**
 * The message of a code for the first of these kinds that has its own.
 *
 * @param {Form} form
 * @param {string} code
 * @param {string[]} kinds
 */
function message(form, code, kinds) {
  const keys = [...kinds.filter(Boolean).map((kind) => `${code}.${kind}`), code, "invalid"];
  return form.messages[keys.find((key) => Object.hasOwn(form.messages, key)) ?? ""] ?? "";
}

/**
 * The message with its `%(name)s`.
 *
 * @param {string} message
 * @param {Record<string, string>} values
 */
export function filled(message, values) {
  return message.replace(/%\((\w+)\)s/g, (_, name) => values[name] ?? "");
}
