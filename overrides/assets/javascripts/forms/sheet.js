// @ts-check
// The form on its page: what is answered, and which questions show.

import { fields, options, visible } from "./conditions.js";
import { CONFIRMED, normalised } from "./validation.js";

/** @typedef {import("./definition.js").Answers} Answers */
/** @typedef {import("./definition.js").Field} Field */
/** @typedef {import("./definition.js").Form} Form */

const WITHOUT_ANSWER = new Set(["note", "files"]);

export class Sheet {
  /**
   * @param {HTMLFormElement} element
   * @param {Form} form
   */
  constructor(element, form) {
    this.element = element;
    this.form = form;
    this.asking = fields(form).filter(({ type }) => !WITHOUT_ANSWER.has(type));
    for (const told of element.querySelectorAll(".kb-when")) told.remove();
    // The conditions in words are gone, and nothing may still point at them.
    for (const described of element.querySelectorAll("[aria-describedby*='-when']")) {
      const ids = (described.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => !id.endsWith("-when"));
      if (ids.length > 0) described.setAttribute("aria-describedby", ids.join(" "));
      else described.removeAttribute("aria-describedby");
    }
  }

  /** All answers, normalised, those that do not count included; none is empty. */
  get answers() {
    /** @type {Answers} */
    const found = {};
    for (const field of this.asking) {
      const answer = normalised(field, this.#read(field));
      if (answer !== null && answer.length > 0) found[field.id] = answer;
    }
    if (this.#inputs(CONFIRMED).some((input) => input.checked)) found[CONFIRMED] = "yes";
    return found;
  }

  /** @param {Answers} answers  fields that they do not name are emptied */
  fill(answers) {
    for (const field of this.asking) {
      const answer = answers[field.id] ?? "";
      const chosen = Array.isArray(answer) ? answer : [answer];
      for (const input of this.#inputs(field.id)) {
        if (isTicked(input)) input.checked = chosen.includes(input.value);
        else input.value = chosen[0] ?? "";
      }
    }
    for (const input of this.#inputs(CONFIRMED)) input.checked = false;
  }

  /** Show what is asked after the answers given, and hide the rest. */
  show() {
    const { answers } = this;
    const asked = new Set(visible(this.form, answers));
    for (const field of fields(this.form)) {
      const part = this.element.querySelector(`#field-${field.id}`);
      if (part instanceof HTMLElement) part.hidden = !asked.has(field.id);
      if (!field.options?.length) continue;
      const offered = new Set(options(field, answers));
      for (const choice of /** @type {NodeListOf<HTMLElement>} */ (part?.querySelectorAll("[data-option]") ?? [])) {
        choice.hidden = !offered.has(choice.dataset.option ?? "");
      }
    }
    for (const group of /** @type {NodeListOf<HTMLElement>} */ (this.element.querySelectorAll(".kb-group"))) {
      group.hidden = group.querySelector(".kb-field:not([hidden])") === null;
    }
  }

  /** @param {string} id  of a field */
  focus(id) {
    const inputs = this.#inputs(id).filter((input) => input.offsetParent !== null);
    (inputs.find((input) => isTicked(input) && input.checked) ?? inputs[0])?.focus();
  }

  /** @param {Field} field */
  #read({ id, type }) {
    const inputs = this.#inputs(id);
    const ticked = inputs.filter((input) => isTicked(input) && input.checked).map(({ value }) => value);
    if (type === "choices") return ticked;
    return inputs.some(isTicked) ? (ticked[0] ?? "") : (inputs[0]?.value ?? "");
  }

  /**
   * @param {string} id
   * @returns {HTMLInputElement[]}
   */
  #inputs(id) {
    return [...this.element.querySelectorAll(`[name="${id}"]`)].map((input) => /** @type {HTMLInputElement} */ (input));
  }
}

/** @param {HTMLInputElement} input */
function isTicked({ type }) {
  return type === "radio" || type === "checkbox";
}
