// @ts-check
// Marks the words of the query in the article that it led to.

import { element } from "../site/element.js";
import { clientOf } from "./client.js";
import { matches } from "./marking.js";
import { carried, counted, filled } from "./messages.js";
import { marked } from "./show.js";

/** @typedef {import("./messages.js").Messages} Messages */

const WITHIN = ".kb-content, .kb-lead";
const WITHOUT = "script, style, nav, .headerlink, mark, [hidden]";

/** @param {HTMLElement} form  the page's search box: it knows the index and the words */
export async function mount(form) {
  const query = carried(new URLSearchParams(location.search).get("q") ?? "");
  const { root = ".", locale = "en" } = form.dataset;
  const forms = await clientOf(new URL(root, location.href).href, locale)
    .forms(query)
    .catch(() => []); // The article is there to be read; without its index it has no marks.
  const marks =
    query === "" ? [] : [...document.querySelectorAll(WITHIN)].flatMap((part) => markWithin(part, new Set(forms)));
  form.dataset.marks = String(marks.length);
  if (marks.length === 0) return;
  const messages = /** @type {Messages} */ (JSON.parse(form.querySelector("script")?.textContent ?? "{}"));
  document
    .querySelector("main")
    ?.prepend(bar(filled(counted(messages.marks, marks.length, locale), query), messages.unmark, marks));
}

/**
 * @param {Element} part
 * @param {ReadonlySet<string>} forms
 * @returns {Element[]}  the marks
 */
function markWithin(part, forms) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  return texts.flatMap((text) => {
    if (text.parentElement?.closest(WITHOUT)) return [];
    const found = matches(text.data, forms);
    if (found.length === 0) return [];
    const nodes = marked(text.data, found);
    text.replaceWith(...nodes);
    return nodes.filter((node) => node instanceof Element);
  });
}

/**
 * It hangs over the page's lower edge: a bar in the text would move what the reader came to see.
 *
 * @param {string} text
 * @param {string} remove
 * @param {Element[]} marks
 */
function bar(text, remove, marks) {
  const button = element("button", "kb-button kb-button--quiet", remove);
  button.setAttribute("type", "button");
  const made = element("div", "kb-marks", element("p", "kb-marks__text", text), button);
  button.addEventListener("click", () => {
    for (const mark of marks) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent?.normalize();
    }
    made.remove();
    const url = new URL(location.href);
    url.searchParams.delete("q");
    history.replaceState(history.state, "", url);
    document.querySelector("main")?.focus({ preventScroll: true });
  });
  return made;
}
