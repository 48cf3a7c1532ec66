// @ts-check
// The words of the search: messages with `{query}` in them, and forms of a plural with `{num}`. Pure.

/** @typedef {Record<string, string>} Forms  by CLDR plural category */

/**
 * @typedef {object} Messages
 * @property {Forms} found
 * @property {Forms} marks
 * @property {string} unmark
 * @property {string} none
 * @property {string} reading
 * @property {string} all
 * @property {string} nearest
 * @property {string} loading
 * @property {string} missing
 * @property {string} damaged
 * @property {string} retry
 * @property {string} topics
 * @property {string} write
 * @property {string} term
 * @property {string} suggestions
 * @property {string} hint
 * @property {string} keys
 * @property {string} close
 */

/** Longest query that an address carries: in Cyrillic 3 kB of it. Also the box's `maxlength`. */
const LONGEST = 500;
const SHOWN = 60;

/**
 * A number in words, in the plural form that the locale's language has for it.
 *
 * @param {Forms} forms
 * @param {number} number
 * @param {string} locale
 */
export function counted(forms, number, locale) {
  const form = forms[new Intl.PluralRules(locale).select(number)] ?? forms.other ?? Object.values(forms).at(-1) ?? "";
  return form.replace("{num}", () => number.toLocaleString(locale));
}

/**
 * A message with the reader's query in it, a long one cut.
 *
 * @param {string} message
 * @param {string} query
 */
export function filled(message, query) {
  return message.replace("{query}", () => cut(query, SHOWN));
}

/**
 * The query as an address carries it.
 *
 * @param {string} query
 */
export function carried(query) {
  const text = query.trim();
  return text.length > LONGEST ? text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "") : text;
}

/**
 * What to say of an error of the engine.
 *
 * @param {Messages} messages
 * @param {unknown} error
 */
export function faultText(messages, error) {
  const code = error instanceof Error && "code" in error ? error.code : "missing";
  return code === "damaged" ? messages.damaged : messages.missing;
}

/**
 * @param {string} text
 * @param {number} length
 */
function cut(text, length) {
  const flat = text.trim().replace(/\s+/g, " ");
  const letters = Array.from(flat.slice(0, 2 * length + 2));
  return letters.length > length ? `${letters.slice(0, length).join("").trimEnd()}…` : flat;
}
