// @ts-check
// When a question is asked, required or offered: the same as kb/forms/conditions.py and form.py. Pure.

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Answers} Answers */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Form} Form */
/** @typedef {import("./types.js").Rule} Rule */
/** @typedef {import("./types.js").Step} Step */

/**
 * The answer given to a field; empty for none.
 *
 * @param {Answers} answers
 * @param {string} id
 * @returns {Answer}
 */
export function given(answers, id) {
  return Object.hasOwn(answers, id) ? (answers[id] ?? "") : "";
}

/**
 * Whether a condition holds for the answers that count.
 *
 * @param {Rule} condition
 * @param {Answers} answers
 * @returns {boolean}
 */
export function holds(condition, answers) {
  if (typeof condition === "boolean") return condition;
  if ("all" in condition) return condition.all.every((part) => holds(part, answers));
  if ("any" in condition) return condition.any.some((part) => holds(part, answers));
  if ("not" in condition) return !holds(condition.not, answers);
  const found = given(answers, condition.field);
  if (!condition.in) return found.length > 0;
  const options = condition.in;
  return (typeof found === "string" ? [found] : found).some((option) => options.includes(option));
}

/**
 * All fields in the order of the form.
 *
 * @param {Form} form
 */
export function fields(form) {
  return form.steps.flatMap((step) => step.fields);
}

/**
 * A field by its id.
 *
 * @param {Form} form
 * @param {string} id
 * @returns {Field | undefined}
 */
export function field(form, id) {
  return fields(form).find((asked) => asked.id === id);
}

/**
 * A step by its id.
 *
 * @param {Form} form
 * @param {string} id
 * @returns {Step | undefined}
 */
export function step(form, id) {
  return form.steps.find((found) => found.id === id);
}

/**
 * The ids of the options that can be chosen after these answers.
 *
 * @param {Field} asked
 * @param {Answers} answers
 */
export function options(asked, answers) {
  return (asked.options ?? []).filter((option) => holds(option.when, answers)).map((option) => option.id);
}

/**
 * The ids of the fields that are asked, notes included, given all answers. An answer counts only if its field is asked
 * and the option offered, so one pass in the form's order decides.
 *
 * @param {Form} form
 * @param {Answers} answers
 */
export function visible(form, answers) {
  return asked(form, answers).map((found) => found.id);
}

/**
 * The answers that count: of fields that are asked, of options that are offered.
 *
 * @param {Form} form
 * @param {Answers} answers
 * @returns {Answers}
 */
export function counted(form, answers) {
  return Object.fromEntries(
    asked(form, answers)
      .filter((found) => found.value.length)
      .map((found) => [found.id, found.value]),
  );
}

/**
 * @param {Form} form
 * @param {Answers} answers
 */
function asked(form, answers) {
  /** @type {Answers} */
  const seen = {};
  /** @type {{id: string, value: Answer}[]} */
  const found = [];
  for (const each of fields(form)) {
    if (!holds(each.when, seen)) continue;
    const value = counting(each, given(answers, each.id), seen);
    if (value.length) seen[each.id] = value;
    found.push({ id: each.id, value });
  }
  return found;
}

/**
 * @param {Field} each
 * @param {Answer} value
 * @param {Answers} seen
 * @returns {Answer}
 */
function counting(each, value, seen) {
  if (!each.options?.length) return value;
  const offered = options(each, seen);
  if (typeof value === "string") return offered.includes(value) ? value : "";
  return value.filter((option) => offered.includes(option));
}
