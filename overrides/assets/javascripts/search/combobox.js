// @ts-check
// The search box as a combobox: suggestions while one types, chosen by hand.
// Source: ARIA Authoring Practices, combobox, list autocomplete with manual selection.

import { Asking } from "./asking.js";
import { clientOf } from "./client.js";
import { carried, counted, faultText, filled } from "./messages.js";
import { MOST_SUGGESTIONS, Popup } from "./popup.js";
// What those import, so that it comes with them and not after.
import "./show.js";
import "./typing.js";

/** @typedef {import("./client.js").Answer} Answer */
/** @typedef {import("./messages.js").Messages} Messages */

/** A screen reader speaks the letters first; the count comes once they are typed. */
const STATUS_MS = 600;

/** @type {WeakSet<HTMLFormElement>} */
const mounted = new WeakSet();

/**
 * Make a form a combobox, once.
 *
 * @param {HTMLFormElement} form
 * @param {boolean} isTouched  whether a finger or a mouse has opened it
 */
export function mount(form, isTouched) {
  if (mounted.has(form)) return;
  mounted.add(form);
  if (form.dataset.searches) {
    const loading = import("./vain.js").then((module) => module.mount(form));
    loading.catch(() => {}); // The search does without.
    vain.set(form, loading);
  }
  new Combobox(form, isTouched);
}

/** @type {WeakMap<HTMLFormElement, Promise<import("./vain.js").Vain>>} */
const vain = new WeakMap();

/**
 * Note an answer, where the site wants to know of searches in vain.
 *
 * @param {HTMLFormElement} form
 * @param {string} query
 * @param {number} results
 * @param {boolean} isAsked  whether the query was sent, rather than typed so far
 */
export function heard(form, query, results, isAsked) {
  vain.get(form)?.then((found) => found.answered(query, results, isAsked), noop);
}

function noop() {}

class Combobox {
  #form;
  #input;
  #clear;
  #status;
  #popup;
  #asking;
  #messages;
  #locale;
  #saying = 0;

  /**
   * @param {HTMLFormElement} form
   * @param {boolean} isTouched
   */
  constructor(form, isTouched) {
    this.#form = form;
    this.#input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    this.#clear = /** @type {HTMLButtonElement} */ (form.querySelector(".kb-search__clear"));
    this.#status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
    this.#messages = /** @type {Messages} */ (JSON.parse(form.querySelector("script")?.textContent ?? "{}"));
    this.#locale = form.dataset.locale ?? "en";
    const root = new URL(form.dataset.root ?? ".", location.href).href;
    const ticket = form.dataset.ticket ? new URL(form.dataset.ticket, location.href).href : "";
    const client = clientOf(root, this.#locale);
    this.#popup = new Popup({
      messages: this.#messages,
      root,
      locale: this.#locale,
      results: form.action,
      ticket,
    });
    this.#asking = new Asking(client, MOST_SUGGESTIONS, {
      nothing: () => this.#show(() => this.#popup.showNothing()),
      loading: () => this.#show(() => this.#popup.showLoading(this.#messages.loading)),
      answer: (answer, text) => this.#answered(answer, text),
      fault: (error, retry) => this.#failed(faultText(this.#messages, error), retry),
    });
    this.#build();
    this.#listen();
    // Touched and perhaps typed in while this code was on its way.
    if (isTouched && document.activeElement === this.#input) form.classList.add("kb-search--open");
    if (this.#isEdited) this.#edited();
  }

  #build() {
    const input = this.#input;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", "kb-search-options");
    input.setAttribute("aria-keyshortcuts", "Control+K");
    const close = document.createElement("button");
    close.type = "button";
    close.className = "kb-search__close";
    close.setAttribute("aria-label", this.#messages.close);
    close.addEventListener("click", () => this.#close());
    input.before(close);
    this.#form.append(this.#popup.root);
    this.#status.textContent = "";
    this.#status.classList.remove("kb-search__status--fault");
    this.#clear.hidden = false;
  }

  #listen() {
    const input = this.#input;
    input.addEventListener("input", (event) => {
      if (!(event instanceof InputEvent && event.isComposing)) this.#edited();
    });
    input.addEventListener("compositionend", () => this.#edited());
    input.addEventListener("keydown", (event) => this.#pressed(event));
    input.addEventListener("click", () => {
      this.#form.classList.add("kb-search--open");
      if (this.#asking.isIdle && this.#isEdited) this.#edited();
      this.#refresh();
    });
    this.#clear.addEventListener("click", () => this.#empty());
    this.#clear.addEventListener("mousedown", (event) => event.preventDefault());
    this.#form.addEventListener("submit", () => this.#submitted());
    this.#form.addEventListener("focusout", () => {
      // Where the focus went is known only afterwards; a window that loses it keeps the box as it is.
      setTimeout(() => this.#form.contains(document.activeElement) || this.#close());
    });
    // A page that comes back out of the browser's memory must not come back with an open box.
    addEventListener("pagehide", () => this.#close());
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    // Enter and the arrows belong to the input method while it composes; 229 is what older browsers say then.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.#arrow(event);
    else if (event.key === "Escape") this.#escape(event);
    else if (event.key === "Enter") this.#enter(event);
    else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key))
      this.#change(() => this.#popup.activate(-1));
  }

  /** @param {KeyboardEvent} event */
  #arrow(event) {
    event.preventDefault();
    this.#form.classList.add("kb-search--open");
    if (this.#asking.isIdle && this.#input.value) this.#edited();
    else this.#change(() => this.#popup.move(event.key === "ArrowDown" ? 1 : -1));
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    event.preventDefault(); // Some browsers empty the box at once.
    if (this.#isOpen) this.#close();
    else {
      this.#empty();
      this.#close();
    }
  }

  /** @param {KeyboardEvent} event */
  #enter(event) {
    const option = this.#isOpen ? this.#popup.active : undefined;
    if (!option) return;
    event.preventDefault();
    const { ctrlKey, metaKey, shiftKey } = event;
    option.dispatchEvent(
      new MouseEvent("click", {
        bubbles: true,
        cancelable: true,
        ctrlKey,
        metaKey,
        shiftKey,
      }),
    );
  }

  #edited() {
    this.#form.classList.add("kb-search--open");
    this.#asking.typed(this.#input.value);
    this.#refresh();
  }

  /**
   * @param {Answer} answer
   * @param {string} text
   */
  #answered(answer, text) {
    this.#show(() => this.#popup.showAnswer(answer, text));
    heard(this.#form, text, answer.total, false);
    const { none, reading, found } = this.#messages;
    const count = answer.total > 0 ? counted(found, answer.total, this.#locale) : filled(none, text);
    this.#say(answer.reading ? `${filled(reading, answer.reading.query)}. ${count}` : count);
  }

  /**
   * @param {string} text
   * @param {() => void} retry
   */
  #failed(text, retry) {
    const again = () => {
      this.#input.focus();
      retry();
    };
    this.#show(() => this.#popup.showFault(text, again));
    this.#say(text);
  }

  /** @param {string} text */
  #say(text) {
    this.#saying = setTimeout(() => {
      this.#status.textContent = text;
    }, STATUS_MS);
  }

  /** @param {() => void} change  of the popup; what was to be said of it before no longer holds */
  #show(change) {
    clearTimeout(this.#saying);
    this.#status.textContent = "";
    this.#change(change);
  }

  #close() {
    clearTimeout(this.#saying);
    this.#form.classList.remove("kb-search--open");
    this.#change(() => this.#popup.activate(-1));
  }

  #empty() {
    this.#input.value = "";
    this.#edited();
    this.#input.focus();
  }

  #submitted() {
    this.#input.value = carried(this.#input.value);
    this.#asking.forget();
    this.#close();
  }

  /** With nothing to say, the popup shows on phones only: there the box fills the screen. */
  get #isOpen() {
    return this.#popup.root.getClientRects().length > 0;
  }

  /** Whether the reader has written something else than the page did. */
  get #isEdited() {
    return this.#input.value !== this.#input.defaultValue;
  }

  /** @param {() => void} change */
  #change(change) {
    change();
    this.#refresh();
  }

  /** Tell assistive technology what is to be seen. */
  #refresh() {
    const isOpen = this.#isOpen && this.#popup.options.length > 0;
    this.#input.setAttribute("aria-expanded", String(isOpen));
    const active = isOpen ? this.#popup.active : undefined;
    if (active) this.#input.setAttribute("aria-activedescendant", active.id);
    else this.#input.removeAttribute("aria-activedescendant");
  }
}
