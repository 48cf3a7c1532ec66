// @ts-check
// What a reader brings along: the article and the query in the address, the person on the other form.

import { carried } from "../search/messages.js";
import { recalledDraft } from "./draft.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */

const FORMS = ["ticket", "contact"];
/** A person has these on both. */
const SHARED = ["email", "name", "number", "subject"];

/**
 * Fill in what the address says; a subject that is there already stays.
 *
 * @param {Sheet} sheet
 */
export function carry(sheet) {
  const params = new URLSearchParams(location.search);
  const article = carried(params.get("article") ?? "");
  const query = carried(params.get("q") ?? "");
  const answers = { ...sheet.answers };
  if (article) answers.article = article;
  if (query) Object.assign(answers, { query, subject: answers.subject || query });
  sheet.fill(answers);
}

/**
 * Who has begun the other form is not asked again.
 *
 * @param {Sheet} sheet
 */
export function borrow(sheet) {
  for (const other of FORMS.filter((name) => name !== sheet.form.form)) {
    const found = Object.entries(recalledDraft(other)?.answers ?? {});
    if (found.length > 0) sheet.fill(Object.fromEntries(found.filter(([name]) => SHARED.includes(name))));
  }
}
