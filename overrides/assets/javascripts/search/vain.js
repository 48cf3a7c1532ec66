// @ts-check
// Queries after which nothing was opened: told to the site's own intake, once each, where the site wants to know them.

import { discreet } from "./discreet.js";

const RESULTS = ".kb-option, .kb-result a, .kb-definition a";

/** Which query nothing was opened for. Pure. */
export class Vain {
  #tell;
  #query = "";
  #results = 0;
  #isAsked = false;
  /** @type {Set<string>} */
  #told = new Set();

  /** @param {(query: string, results: number) => void} tell */
  constructor(tell) {
    this.#tell = tell;
  }

  /**
   * The reader sees an answer. While a query is being typed, all its beginnings are the same query.
   *
   * @param {string} query
   * @param {number} results
   * @param {boolean} isAsked  whether it was sent, rather than typed so far
   */
  answered(query, results, isAsked) {
    const isSame = query === this.#query;
    const isMore = query.startsWith(this.#query) && !this.#isAsked;
    const isLess = this.#query.startsWith(query) && !isAsked;
    if (isLess && !isSame) return;
    if (!isSame && !isMore) this.left();
    this.#query = query;
    this.#results = results;
    this.#isAsked = isAsked || (isSame && this.#isAsked);
  }

  /** Something was opened, or another page answers. */
  opened() {
    this.#query = "";
    this.#isAsked = false;
  }

  /** The reader goes, or asks for something else. */
  left() {
    const query = discreet(this.#query);
    const results = this.#results;
    this.opened();
    if (!query || this.#told.has(query)) return;
    this.#told.add(query);
    this.#tell(query, results);
  }
}

/**
 * @param {HTMLFormElement} form  the page's search box
 */
export function mount(form) {
  const { searches = "", locale = "", ticket = "." } = form.dataset;
  const vain = new Vain((query, results) => {
    const body = new URLSearchParams({ query, locale, results: String(results) });
    // It outlives the page; nobody waits for it, and no cookie goes with it.
    fetch(searches, { method: "POST", body, keepalive: true, credentials: "omit" }).catch(() => {});
  });
  const writing = new URL(ticket, location.href).pathname;
  /** @param {Event} event */
  const clicked = ({ target }) => {
    const link = target instanceof Element ? target.closest(RESULTS) : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    // Who gives up and writes to us has searched in vain.
    if (link.pathname !== writing) vain.opened();
  };
  document.addEventListener("click", clicked);
  document.addEventListener("auxclick", clicked);
  document.addEventListener("submit", (event) => {
    if (event.target === form && !event.defaultPrevented) vain.opened(); // The page of results goes on with it.
  });
  addEventListener("pagehide", () => vain.left());
  return vain;
}
