// @ts-check
// The page of search results: answers the question in its address.

import { element } from "../site/element.js";
import { clientOf } from "./client.js";
import { heard, mount as mountBox } from "./combobox.js";
import { definitionBox, resultItem } from "./items.js";
import { carried, counted, faultText, filled } from "./messages.js";
import { quoted } from "./show.js";

/** @typedef {import("./client.js").Answer} Answer */
/** @typedef {import("./messages.js").Messages} Messages */

const PAGE = 10;
const LOADING_MS = 300;

/** @param {HTMLElement} root */
export function mount(root) {
  const form = root.querySelector("form");
  if (form) new Results(root, form);
}

class Results {
  #root;
  #form;
  #input;
  #status;
  #messages;
  #place;
  #client;
  #title = document.title;
  #query = "";
  /** Of the answer that stands: how many of its documents are on the page. */
  #shown = 0;

  /**
   * @param {HTMLElement} root
   * @param {HTMLFormElement} form
   */
  constructor(root, form) {
    this.#root = root;
    this.#form = form;
    this.#input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    this.#status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
    this.#messages = /** @type {Messages} */ (JSON.parse(form.querySelector("script")?.textContent ?? "{}"));
    const { root: base = ".", locale = "en" } = form.dataset;
    this.#place = { root: new URL(base, location.href).href, locale, term: this.#messages.term };
    this.#client = clientOf(this.#place.root, locale);
    form.addEventListener("submit", (event) => this.#submitted(event));
    addEventListener("popstate", () => this.#open());
    this.#part("more").addEventListener("click", () => this.#more());
    this.#open();
  }

  /** @param {SubmitEvent} event */
  #submitted(event) {
    event.preventDefault();
    const url = new URL(location.pathname, location.href);
    const query = carried(this.#input.value);
    if (query) url.searchParams.set("q", query);
    if (url.href !== location.href) history.pushState(null, "", url);
    this.#open();
  }

  /** Answer what the address asks. */
  #open() {
    const query = carried(new URLSearchParams(location.search).get("q") ?? "");
    this.#query = query;
    this.#input.defaultValue = query;
    this.#input.value = query;
    document.title = query ? `${filled("{query}", query)} – ${this.#title}` : this.#title;
    this.#carry(query);
    if (query) {
      mountBox(this.#form, false);
      this.#ask(Number(history.state?.shown) || PAGE);
    } else this.#reveal("topics", "");
  }

  /** @param {number} limit */
  async #ask(limit) {
    const query = this.#query;
    const loading = setTimeout(() => this.#reveal("loading", this.#messages.loading), LOADING_MS);
    try {
      const answer = await this.#client.query(query, { limit });
      if (query === this.#query) this.#answered(answer, limit);
    } catch (error) {
      if (query === this.#query) this.#failed(error, () => this.#ask(limit));
    } finally {
      clearTimeout(loading);
    }
  }

  /**
   * @param {Answer} answer
   * @param {number} limit
   */
  #answered(answer, limit) {
    const { reading, definition, nearest, total } = answer;
    const { found, none } = this.#messages;
    const words = reading?.query ?? this.#query;
    this.#part("reading").replaceChildren(...(reading ? quoted(this.#messages.reading, words) : []));
    this.#part("definition").replaceChildren(...(definition ? [definitionBox(definition, words, this.#place)] : []));
    this.#part("list").replaceChildren(...this.#items(answer));
    this.#part("near").replaceChildren(...nearest.map((result) => resultItem(result, words, this.#place)));
    this.#part("nearest").hidden = nearest.length === 0;
    this.#shown = limit;
    this.#part("more").hidden = total <= limit;
    if (total > 0) this.#reveal("answer", counted(found, total, this.#place.locale));
    else this.#reveal("none", filled(none, this.#query));
    heard(this.#form, this.#query, total, true);
  }

  async #more() {
    const query = this.#query;
    const offset = this.#shown;
    try {
      const answer = await this.#client.query(query, { limit: PAGE, offset });
      if (query !== this.#query || offset !== this.#shown) return;
      const items = this.#items(answer);
      this.#part("list").append(...items);
      this.#shown += PAGE;
      this.#part("more").hidden = answer.total <= this.#shown;
      // Back from an article finds as many results as there were.
      history.replaceState({ shown: this.#shown }, "");
      items[0]?.querySelector("a")?.focus();
    } catch (error) {
      if (query === this.#query) this.#failed(error, () => this.#ask(offset));
    }
  }

  /** @param {Answer} answer */
  #items({ results, definition, reading }) {
    const others = results.filter(({ id }) => id !== definition?.id);
    return others.map((result) => resultItem(result, reading?.query ?? this.#query, this.#place));
  }

  /**
   * @param {unknown} error
   * @param {() => void} retry
   */
  #failed(error, retry) {
    this.#reveal("topics", faultText(this.#messages, error));
    const button = element("button", "kb-button", this.#messages.retry);
    button.setAttribute("type", "button");
    button.addEventListener("click", () => {
      this.#part("count").focus();
      button.remove();
      retry();
    });
    this.#part("count").append(" ", button);
  }

  /**
   * Show one of the page's states and say how it stands.
   *
   * @param {"topics" | "loading" | "answer" | "none"} state
   * @param {string} text
   */
  #reveal(state, text) {
    this.#root.dataset.state = state;
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.#root.querySelectorAll("[data-kb-state]"))) {
      part.hidden = part.dataset.kbState !== state;
    }
    this.#part("count").textContent = text;
    this.#status.textContent = text;
  }

  /**
   * The ticket form and the page in other languages take the query along.
   *
   * @param {string} query
   */
  #carry(query) {
    const ticket = this.#form.dataset.ticket;
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-locale], main a"));
    for (const link of links) {
      const path = link.getAttribute("href")?.split("?")[0];
      if (path === undefined || (!link.dataset.locale && path !== ticket)) continue;
      link.setAttribute("href", query ? `${path}?${new URLSearchParams({ q: query })}` : path);
    }
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.#root.querySelector(`[data-kb-${name}]`));
  }
}
