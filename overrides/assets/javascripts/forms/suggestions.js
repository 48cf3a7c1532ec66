// @ts-check
// Articles that may answer the question, while its subject is typed.

import { element } from "../site/element.js";

/** @typedef {import("../search/client.js").Answer} Answer */
/** @typedef {import("./definition.js").Words} Words */

const MOST = 3;
/** A screen reader hears of them in a pause, as of the coach's notes. */
const PAUSE_MS = 1200;

/**
 * @param {HTMLInputElement} input
 * @param {{ root: string, locale: string, words: Words }} place  `root`: address of the site's root
 */
export function suggest(input, { root, locale, words }) {
  const list = element("ul", "kb-suggested__list");
  const text = element("p", "kb-suggested__text", words.articlesText);
  const part = element("div", "kb-suggested", element("p", "kb-suggested__lead", words.articles), list, text);
  part.hidden = true;
  const status = element("p", "kb-visually-hidden");
  status.setAttribute("role", "status");
  input.after(part, status);
  let saying = 0;
  /** @param {HTMLElement[]} items */
  const show = (items) => {
    list.replaceChildren(...items);
    part.hidden = items.length === 0;
    clearTimeout(saying);
    const told = items.length > 0 ? [words.articles, ...items.map(({ textContent }) => textContent)].join(" ") : "";
    saying = setTimeout(() => {
      status.textContent = told;
    }, PAUSE_MS);
  };
  const hide = () => show([]);
  /** @type {Promise<import("../search/asking.js").Asking> | undefined} */
  let asking;
  const start = async () => {
    // Whoever writes no subject needs no search.
    const [{ Asking }, { clientOf }, shown] = await Promise.all([
      import("../search/asking.js"),
      import("../search/client.js"),
      import("../search/show.js"),
    ]);
    return new Asking(clientOf(root, locale), MOST, {
      nothing: hide,
      loading: () => {},
      answer: (answer, query) => show(articleLinks(shown, answer, query, root, locale)),
      fault: hide, // The form does without; the search box says what is wrong with the search.
    });
  };
  input.addEventListener("input", async (event) => {
    if (event instanceof InputEvent && event.isComposing) return;
    asking ??= start();
    (await asking).typed(input.value);
  });
}

/**
 * @param {typeof import("../search/show.js")} show
 * @param {Answer} answer
 * @param {string} query
 * @param {string} root
 * @param {string} locale
 */
function articleLinks({ address, languageBadge }, { results, reading }, query, root, locale) {
  return results
    .filter(({ kind }) => kind === "article" || kind === "term")
    .map(({ url, title, locale: other }) => {
      const link = element("a", "", title);
      link.setAttribute("href", address(root, url, reading?.query ?? query));
      return element("li", "", link, ...languageBadge(other, locale, link));
    });
}
