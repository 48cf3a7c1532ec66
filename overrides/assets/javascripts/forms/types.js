// @ts-check
// What kb/forms/public.py writes: a form with its words, as pages and these modules read it. Types only.

/** @typedef {boolean | {field: string, in?: string[], answered?: boolean} | {all: Rule[]} | {any: Rule[]} | {not: Rule}} Rule a condition */

/**
 * @typedef {object} Option
 * @property {string} id
 * @property {string} label
 * @property {string} [hint]
 * @property {Rule} when
 */

/**
 * @typedef {object} Field  a question, or a note between questions
 * @property {string} id
 * @property {string} type
 * @property {string} label
 * @property {string} [short]  in the text for staff
 * @property {string} [hint]
 * @property {string} [text]
 * @property {string} [lang]  of the words, where they are another locale's
 * @property {Rule} when
 * @property {Rule} required
 * @property {Option[]} [options]
 * @property {string} [pattern]
 * @property {number} [min]
 * @property {number} [max]
 * @property {string} [oneOf]
 * @property {boolean} [sensitive]
 * @property {boolean} [detect]
 * @property {string} [autocomplete]
 * @property {string[]} [articles]
 * @property {string[]} [accept]
 * @property {number} [maxFiles]
 * @property {number} [maxBytes]
 * @property {number} [maxTotalBytes]
 * @property {Record<string, string>} [errors]
 */

/**
 * @typedef {object} Step
 * @property {string} id
 * @property {string} title
 * @property {string} hint
 * @property {Rule} when
 * @property {Field[]} fields
 */

/**
 * @typedef {object} CoachRule
 * @property {string} id
 * @property {string[]} fields
 * @property {Rule} when
 * @property {string[]} about
 * @property {string[]} unless
 * @property {number} words
 * @property {string} severity
 * @property {string} text
 */

/**
 * @typedef {object} Working  labels in the language in which staff read
 * @property {string} locale
 * @property {Record<string, {label: string, options?: Record<string, string>}>} fields
 * @property {Record<string, string>} blocks
 * @property {Record<string, string>} messages
 */

/**
 * @typedef {object} Form
 * @property {string} form
 * @property {number} version
 * @property {string} locale
 * @property {string} title
 * @property {string} lead
 * @property {Step[]} steps
 * @property {Record<string, {label: string, hint: string, error: string}>} groups
 * @property {CoachRule[]} coach
 * @property {Record<string, string[]>} words
 * @property {{subject: string[], blocks: {id: string, title: string, fields: string[]}[]}} compose
 * @property {{id: string, when: Rule, text: string}[]} conditions  those that the form names, in words
 * @property {Record<string, {url: string, title: string}>} links
 * @property {Record<string, string>} messages
 * @property {Working | null} working
 */

/** @typedef {string | string[]} Answer  a text or an option's id; several ids for `choices` */
/** @typedef {Record<string, Answer>} Answers */
/** @typedef {{name: string, size: number, head?: Uint8Array}} Upload  `head`: the file's first 512 bytes */
/** @typedef {Record<string, Upload[]>} Uploads */
/** @typedef {{code: string, value: string}} Fault */

export {};
