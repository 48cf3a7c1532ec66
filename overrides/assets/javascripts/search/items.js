// @ts-check
// Results as the page of results lists them.

import { element } from "../site/element.js";
import { address, languageBadge, marked, trailText } from "./show.js";

/** @typedef {import("./client.js").Answer} Answer */
/** @typedef {import("./client.js").Result} Result */

/** @typedef {{ root: string, locale: string, term: string }} Place */

/**
 * @param {Result} result
 * @param {string} query
 * @param {Place} place
 */
export function resultItem({ url, title, titleMarks, excerpt, marks, trail, locale, sections }, query, place) {
  const link = anchor(address(place.root, url, query), ...marked(title, titleMarks));
  const text = element("p", "kb-result__text", ...marked(excerpt, marks));
  const badge = languageBadge(locale, place.locale, link, text);
  const item = element("li", "kb-result");
  if (trail.length > 0) item.append(element("p", "kb-result__trail", trailText(trail)));
  item.append(element("h2", "kb-result__title", link, ...badge), text);
  if (sections.length > 0) {
    const links = sections.map((section) => {
      const inner = anchor(address(place.root, url, query, section.id), ...marked(section.heading, section.marks));
      if (locale) inner.lang = locale;
      return element("li", "", inner);
    });
    item.append(element("ul", "kb-result__sections", ...links));
  }
  return item;
}

/**
 * @param {NonNullable<Answer["definition"]>} definition
 * @param {string} query
 * @param {Place} place
 */
export function definitionBox({ url, title, text }, query, place) {
  const link = anchor(address(place.root, url, query), title);
  return element(
    "div",
    "kb-definition",
    element("p", "kb-definition__word", place.term),
    element("h2", "kb-definition__title", link),
    element("p", "kb-definition__text", text),
  );
}

/**
 * @param {string} href
 * @param {...(Node | string)} children
 */
function anchor(href, ...children) {
  const link = /** @type {HTMLAnchorElement} */ (element("a", "", ...children));
  link.href = href;
  return link;
}
