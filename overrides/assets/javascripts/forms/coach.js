// @ts-check
// What answers still lack, by the form's rules: the same as kb/forms/coach.py. Pure.

import { counted, holds, visible } from "./conditions.js";
import { occurs, STOCK, TESTS, telling, wordsOf } from "./word-tests.js";

/** @import {Answers, CoachRule, Form} from "./types.js" */

/**
 * What the answers still lack, in the order of the rules; nothing is said of an empty text.
 *
 * @param {Form} form
 * @param {Answers} answers
 */
export function advice(form, answers) {
  const values = counted(form, answers);
  const shown = visible(form, answers);
  const found = [];
  for (const rule of form.coach) {
    const asked = rule.fields.filter((id) => shown.includes(id));
    const text = asked
      .filter((id) => Object.hasOwn(values, id))
      .map((id) => String(values[id]))
      .join("\n");
    if (text && holds(rule.when, values) && lacks(form, rule, text)) {
      found.push({
        id: rule.id,
        field: asked[0],
        severity: rule.severity,
        text: rule.text,
      });
    }
  }
  return found;
}

/**
 * @param {Form} form
 * @param {CoachRule} rule
 * @param {string} text
 */
function lacks(form, rule, text) {
  const words = wordsOf(text);
  /** @param {string} name */
  const meets = (name) => (Object.hasOwn(TESTS, name) ? TESTS[name](text) : occurs(words, form.words[name] ?? []));
  if (!rule.about.every(meets) || rule.unless.some(meets)) return false;
  return !rule.words || telling(words, form.words[STOCK] ?? []) < rule.words;
}
