// @ts-check
// The text that staff reads, to be copied for mail, chat or phone: the same as kb/forms/compose.py. Pure.

import { counted, field, fields, given } from "./conditions.js";
import { characters } from "./normal.js";

/** @import {Answer, Answers, Field, Form, Upload, Uploads} from "./types.js" */

const NAMED_FIELD = /\{([a-z][a-z0-9_]*)\}/g;
const MOST_SUBJECT = 200;
const LONGEST_INLINE = 60;
const INDENT = "    ";

/**
 * The text of a submission. What the customer wrote over several lines is indented, so that it cannot be taken for a
 * label or a heading.
 *
 * @param {Form} form
 * @param {Answers} answers  normalised
 * @param {Uploads} [uploads]
 * @returns {{subject: string, body: string}}
 */
export function composed(form, answers, uploads = {}) {
  const values = counted(form, answers);
  const parts = form.compose.blocks.map((block) => blockText(form, block, values)).filter(Boolean);
  const files = fields(form)
    .filter((asked) => asked.type === "files")
    .flatMap((asked) => uploads[asked.id] ?? []);
  if (files.length) {
    const title = pair(form.messages.attachments, form.working?.messages.attachments);
    parts.push([...heading(title), ...files.map(fileLine)].join("\n"));
  }
  return { subject: subjectOf(form, values), body: `${parts.join("\n\n")}\n` };
}

/**
 * An answer as it is shown to people, in the customer's language and that of staff.
 *
 * @param {Form} form
 * @param {Field} asked
 * @param {string} value
 */
function shown(form, asked, value) {
  const option = asked.options?.find((each) => each.id === value);
  return option ? pair(option.label, form.working?.fields[asked.id]?.options?.[value]) : value;
}

/**
 * @param {Form} form
 * @param {Answers} values
 */
function subjectOf(form, values) {
  const parts = form.compose.subject.filter((part) =>
    [...part.matchAll(NAMED_FIELD)].every((found) => Object.hasOwn(values, found[1])),
  );
  const named = parts.map((part) => part.replace(NAMED_FIELD, (_, id) => allShown(form, id, given(values, id))));
  return Array.from((named.join(" ") || form.title).replaceAll("\n", " "))
    .slice(0, MOST_SUBJECT)
    .join("");
}

/**
 * @param {Form} form
 * @param {string} id
 * @param {Answer} value
 */
function allShown(form, id, value) {
  const asked = /** @type {Field} */ (field(form, id));
  return list(value)
    .map((part) => shown(form, asked, part))
    .join(", ");
}

/**
 * @param {Form} form
 * @param {{id: string, title: string, fields: string[]}} block
 * @param {Answers} values
 */
function blockText(form, block, values) {
  const lines = block.fields
    .filter((id) => Object.hasOwn(values, id))
    .flatMap((id) => answerLines(form, /** @type {Field} */ (field(form, id)), values[id]));
  return lines.length ? [...heading(pair(block.title, form.working?.blocks[block.id])), ...lines].join("\n") : "";
}

/**
 * @param {Form} form
 * @param {Field} asked
 * @param {Answer} value
 */
function answerLines(form, asked, value) {
  const own = pair(asked.short ?? asked.label, form.working?.fields[asked.id]?.label);
  // Nothing behind a question; in Greek it ends with a semicolon.
  const label = /[?;\u037e]$/.test(own) ? own : `${own}:`;
  const values = list(value).map((part) => shown(form, asked, part));
  if (asked.type === "textarea" && (values[0].includes("\n") || characters(values[0]) > LONGEST_INLINE)) {
    return [label, ...values[0].split("\n").map((line) => (line ? `${INDENT}${line}` : ""))];
  }
  if (values.length > 1) return [label, ...values.map((line) => `${INDENT}- ${line}`)];
  return [`${label} ${values[0]}`];
}

/** @param {Answer} value */
function list(value) {
  return typeof value === "string" ? [value] : value;
}

/** @param {string} title */
function heading(title) {
  return [title, "=".repeat(characters(title))];
}

/**
 * A text in both languages, once where they agree.
 *
 * @param {string} own
 * @param {string | undefined} working
 */
function pair(own, working) {
  return working && working !== own ? `${own} / ${working}` : own;
}

/** @param {Upload} file */
function fileLine(file) {
  return `- ${file.name} (${Math.ceil(file.size / 1000)} kB)`;
}
