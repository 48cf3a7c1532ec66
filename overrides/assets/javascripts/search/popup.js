// @ts-check
// What hangs below the search box: suggestions, what was read, what went wrong.

import { element } from "../site/element.js";
import { filled } from "./messages.js";
import { address, languageBadge, marked, quoted, trailText } from "./show.js";

/** @typedef {import("./client.js").Answer} Answer */
/** @typedef {import("./client.js").Result} Result */
/** @typedef {import("./messages.js").Messages} Messages */

/** @typedef {{ messages: Messages, root: string, locale: string, results: string, ticket: string }} Place */

export const MOST_SUGGESTIONS = 6;
const MOST_NEAREST = 3;

export class Popup {
  /** @type {HTMLAnchorElement[]} */
  options = [];
  #active = -1;
  #place;
  #note = element("p", "kb-search__note");
  #list = element("div", "kb-search__options");
  #actions = element("p", "kb-search__actions");
  #hint = element("p", "kb-search__hint");

  /** @param {Place} place */
  constructor(place) {
    this.#place = place;
    this.#list.id = "kb-search-options";
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", place.messages.suggestions);
    this.#hint.append(
      element("span", "kb-search__how", place.messages.hint),
      element("span", "kb-search__keys", place.messages.keys),
    );
    this.root = element("div", "kb-search__popup", this.#note, this.#list, this.#actions, this.#hint);
    // The focus stays in the box, also while an option or a button is pressed: without it the popup would close.
    this.root.addEventListener("mousedown", (event) => event.preventDefault());
    this.showNothing();
  }

  /** The option that the arrow keys have reached, if any. */
  get active() {
    return this.options[this.#active];
  }

  /** @param {number} step  1 for the next option, -1 for the one before; past the ends lies the box itself */
  move(step) {
    const places = this.options.length + 1;
    this.activate(((this.#active + 1 + step + places) % places) - 1);
  }

  /** @param {number} place  -1 for none */
  activate(place) {
    this.active?.setAttribute("aria-selected", "false");
    this.#active = place;
    this.active?.setAttribute("aria-selected", "true");
    this.active?.scrollIntoView({ block: "nearest" });
  }

  showNothing() {
    this.#show("nothing", [], []);
  }

  /** @param {string} text */
  showLoading(text) {
    this.#show("loading", [text], []);
  }

  /**
   * @param {string} text
   * @param {() => void} retry
   */
  showFault(text, retry) {
    const { messages, results } = this.#place;
    const again = element("button", "kb-button", messages.retry);
    again.setAttribute("type", "button");
    again.addEventListener("click", retry);
    const topics = element("a", "kb-button kb-button--quiet", messages.topics);
    topics.setAttribute("href", results);
    this.#show("fault", [text], []);
    this.#actions.append(again, topics);
  }

  /**
   * @param {Answer} answer
   * @param {string} text  as it was asked
   */
  showAnswer(answer, text) {
    const { messages } = this.#place;
    const query = answer.reading?.query ?? text;
    if (answer.total === 0) {
      const options = answer.nearest.slice(0, MOST_NEAREST).map((result) => this.#resultOption(result, query));
      const none = filled(messages.none, text);
      const note = options.length > 0 ? `${none}. ${messages.nearest}:` : none;
      this.#show("none", [note], [...options, ...this.#ticketOption(text)]);
      return;
    }
    const note = answer.reading ? quoted(messages.reading, answer.reading.query) : [];
    const { definition } = answer;
    const results = answer.results.filter(({ id }) => id !== definition?.id);
    const options = [
      ...(definition ? [this.#termOption(definition, query)] : []),
      ...results.map((result) => this.#resultOption(result, query)),
    ];
    this.#show("answer", note, [...options.slice(0, MOST_SUGGESTIONS), this.#allOption(text)]);
  }

  /**
   * @param {"nothing" | "loading" | "fault" | "none" | "answer"} state
   * @param {(Node | string)[]} note
   * @param {HTMLAnchorElement[]} options
   */
  #show(state, note, options) {
    this.root.dataset.state = state;
    this.#note.replaceChildren(...note);
    this.#note.hidden = note.length === 0;
    this.#actions.replaceChildren();
    this.#list.replaceChildren(...options);
    this.#list.hidden = options.length === 0;
    options.forEach((option, place) => {
      option.id = `kb-search-option-${place}`;
    });
    this.options = options;
    this.#active = -1;
  }

  /**
   * @param {Result} result
   * @param {string} query
   */
  #resultOption({ url, title, titleMarks, excerpt, marks, trail, locale }, query) {
    const heading = element("span", "kb-option__title", ...marked(title, titleMarks));
    const text = element("span", "kb-option__text", ...marked(excerpt, marks));
    const badge = languageBadge(locale, this.#place.locale, heading, text);
    const above = element("span", "kb-option__trail", trailText(trail));
    const head = element("span", "kb-option__head", element("span", "", heading, ...badge), above);
    return option(address(this.#place.root, url, query), "", head, text);
  }

  /**
   * @param {NonNullable<Answer["definition"]>} definition
   * @param {string} query
   */
  #termOption({ url, title, text }, query) {
    const word = element("span", "kb-option__trail", this.#place.messages.term);
    return option(
      address(this.#place.root, url, query),
      "kb-option--term",
      element("span", "kb-option__head", element("span", "kb-option__title", title), word),
      element("span", "kb-option__text", text),
    );
  }

  /** @param {string} text */
  #allOption(text) {
    const { messages, results } = this.#place;
    return option(address(results, "", text), "kb-option--all", filled(messages.all, text));
  }

  /** @param {string} text */
  #ticketOption(text) {
    const { messages, ticket } = this.#place;
    return ticket ? [option(address(ticket, "", text), "kb-option--all", messages.write)] : [];
  }
}

/**
 * An option is a link of its own: a middle click opens it beside the page.
 *
 * @param {string} href
 * @param {string} className
 * @param {...(Node | string)} children
 */
function option(href, className, ...children) {
  const link = /** @type {HTMLAnchorElement} */ (element("a", `kb-option ${className}`.trim(), ...children));
  link.href = href;
  link.tabIndex = -1;
  link.setAttribute("role", "option");
  link.setAttribute("aria-selected", "false");
  return link;
}
