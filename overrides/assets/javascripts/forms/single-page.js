// @ts-check
// A short form: all on one page, checked when it is sent.

import { secrets } from "./detectors.js";
import { CONFIRMED, validated } from "./validation.js";

/** @typedef {import("./definition.js").Faults} Faults */
/** @typedef {import("./form-page.js").FormPage} FormPage */

export class SinglePage {
  /** @type {Set<string>} */
  seen = new Set();
  #page;

  /** @param {FormPage} page */
  constructor(page) {
    this.#page = page;
    page.sheet.element.addEventListener("change", () => this.#showConfirmation());
  }

  start() {
    this.#page.sheet.show();
    this.#showConfirmation();
  }

  submit() {
    const { sheet, uploads, errors, sender } = this.#page;
    this.#showConfirmation();
    const { answers, errors: faults } = validated(sheet.form, sheet.answers, uploads);
    errors.show(faults);
    if (Object.keys(faults).length === 0) sender.send(this.#page.withConfirmation(answers), uploads);
  }

  /** @param {Faults} faults */
  refuse(faults) {
    this.#page.errors.show(faults);
  }

  /** @param {string} field */
  lead(field) {
    this.#page.sheet.focus(field);
  }

  showSent() {
    const { root } = this.#page;
    this.#page.errors.clear();
    this.#page.placed(false, true);
    root.scrollIntoView({ block: "start" });
    /** @type {HTMLElement | null} */ (root.querySelector(".kb-receipt .kb-step__title"))?.focus({
      preventScroll: true,
    });
  }

  reset() {
    this.#page.errors.clear();
    this.#page.placed(true, false);
    this.start();
    const first = this.#page.sheet.element.querySelector("input:not([type=hidden]):not([tabindex]), textarea");
    if (first instanceof HTMLElement) first.focus();
  }

  /** The second yes is asked for where something needs it. */
  #showConfirmation() {
    const { sheet } = this.#page;
    const part = sheet.element.querySelector(`#field-${CONFIRMED}`);
    if (part instanceof HTMLElement) {
      part.hidden = !secrets(sheet.form, sheet.answers).some(({ isRefused }) => !isRefused);
    }
  }
}
