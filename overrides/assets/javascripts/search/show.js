// @ts-check
// Pieces of an answer as elements: marked text, addresses, names of languages.

import { element } from "../site/element.js";
import { carried } from "./messages.js";

/** @typedef {import("./engine.js").Marks} Marks */

/**
 * A text with its marks.
 *
 * @param {string} text
 * @param {Marks} [marks]  ascending; one that overlaps the one before or reaches past the text is left out
 * @returns {(Node | string)[]}
 */
export function marked(text, marks = []) {
  const parts = [];
  let done = 0;
  for (const [start, end] of marks) {
    if (start < done || end <= start || end > text.length) continue;
    parts.push(text.slice(done, start), element("mark", "kb-mark", text.slice(start, end)));
    done = end;
  }
  return [...parts, text.slice(done)];
}

/**
 * A message with the query in it as an element of its own.
 *
 * @param {string} message
 * @param {string} query
 * @returns {(Node | string)[]}
 */
export function quoted(message, query) {
  const [before, after = ""] = message.split("{query}");
  return [before, element("strong", "kb-search__words", query), after];
}

/**
 * The address of a result; it carries the query, so that the page can mark its words.
 *
 * @param {string} root  address of the site's root
 * @param {string} url  relative to it
 * @param {string} query
 * @param {string} [section]  id of a heading
 */
export function address(root, url, query, section = "") {
  const target = new URL(url, root);
  target.searchParams.set("q", carried(query));
  if (section) target.hash = section;
  return target.href;
}

/**
 * The titles of the sections above a result.
 *
 * @param {string[]} trail
 */
export function trailText(trail) {
  return trail.join(" › ");
}

/**
 * A mark for a text in another language than the page's, and that language on the elements that hold it.
 *
 * @param {string} tag  empty for the page's own
 * @param {string} locale  the page's
 * @param {...HTMLElement} holders
 * @returns {(Node | string)[]}
 */
export function languageBadge(tag, locale, ...holders) {
  if (!tag) return [];
  for (const holder of holders) holder.lang = tag;
  const name = new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
  return [" ", element("span", "kb-badge", name)];
}
