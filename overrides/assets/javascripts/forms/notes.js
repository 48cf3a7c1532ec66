// @ts-check
// The coach beside the fields: what is still missing, and what must not be sent. Speaks only in pauses.

import { element } from "../site/element.js";
import { advice } from "./coach.js";
import { secrets } from "./detectors.js";
import { errorText } from "./validation.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {import("./definition.js").Words} Words */

/** Nobody wants to be interrupted in a sentence. */
const PAUSE_MS = 1200;
/** What appears at once when a field is left would move the button that is being pressed. */
export const LEFT_MS = 300;

export class Notes {
  #sheet;
  #words;
  #timer = 0;
  /** Fields that the reader has written in, or come back to. */
  #touched = new Set();

  /**
   * @param {Sheet} sheet
   * @param {Words} words
   */
  constructor(sheet, words) {
    this.#sheet = sheet;
    this.#words = words;
    sheet.element.addEventListener("input", (event) => this.#typed(event));
    sheet.element.addEventListener("focusout", (event) => this.#left(event));
  }

  /** Show what there is to say of all fields that hold something. */
  refresh() {
    for (const id of Object.keys(this.#sheet.answers)) this.#touched.add(id);
    this.#show();
  }

  /** The form is empty again. */
  forget() {
    this.#touched.clear();
    this.#show();
  }

  /** @param {Event} event */
  #typed({ target }) {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) this.#touched.add(target.name);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), PAUSE_MS);
  }

  /** @param {Event} event */
  #left({ target }) {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) || !target.value) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), LEFT_MS);
  }

  #show() {
    const { form, answers } = this.#sheet;
    /** @type {Map<string, string[]>} */
    const missing = new Map();
    for (const { field, text } of advice(form, answers)) {
      if (this.#touched.has(field)) missing.set(field, [...(missing.get(field) ?? []), text]);
    }
    /** @type {Map<string, string[]>} */
    const warnings = new Map();
    for (const { field, kind, isRefused } of secrets(form, answers)) {
      const text = errorText(form, field, {
        code: isRefused ? "forbidden" : "secret",
        value: kind,
      });
      warnings.set(field, [...new Set([...(warnings.get(field) ?? []), text])]);
    }
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.#sheet.element.querySelectorAll(".kb-field"))) {
      const id = part.dataset.field ?? "";
      this.#tell(part, warnings.get(id) ?? [], missing.get(id) ?? []);
    }
  }

  /**
   * Only what changes is replaced: a screen reader reads what is new.
   *
   * @param {HTMLElement} field
   * @param {string[]} warnings
   * @param {string[]} missing
   */
  #tell(field, warnings, missing) {
    const text = JSON.stringify([warnings, missing]);
    let part = /** @type {HTMLElement | null} */ (field.querySelector(":scope > .kb-coach"));
    if (part?.dataset.told === text || (!part && warnings.length + missing.length === 0)) return;
    if (!part) {
      part = element("div", "kb-coach");
      part.setAttribute("role", "status");
      field.append(part);
    }
    part.dataset.told = text;
    const told = warnings.map((warning) => element("p", "kb-coach__warning", warning));
    if (missing.length > 0) {
      const items = missing.map((line) => element("li", "", line));
      told.push(element("p", "kb-coach__lead", this.#words.advice), element("ul", "kb-coach__list", ...items));
    }
    part.replaceChildren(...told);
  }
}
