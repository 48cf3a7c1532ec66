// @ts-check
// Where a reader is among the steps: the number of the question, and the way back.

import { element } from "../site/element.js";
import { filled } from "./definition.js";
import { hashOf, preceding } from "./steps.js";

/** @typedef {import("./definition.js").Words} Words */
/** @typedef {import("./steps.js").Step} Step */

export class Way {
  #words;
  #back = element("a", "kb-back");
  #caption = element("p", "kb-caption");

  /**
   * @param {Words} words
   * @param {() => void} goBack
   */
  constructor(words, goBack) {
    this.#words = words;
    this.#back.textContent = words.back;
    this.#back.addEventListener("click", (event) => {
      event.preventDefault();
      goBack();
    });
    this.parts = [this.#back, this.#caption];
  }

  /**
   * @param {Step[]} steps
   * @param {string} place
   * @param {boolean} leadsBack  whether there is a way back
   */
  show(steps, place, leadsBack) {
    const number = steps.findIndex(({ id }) => id === place) + 1;
    this.#back.hidden = !leadsBack;
    this.#back.setAttribute("href", hashOf(preceding(steps, place) || steps[0].id));
    // Without a total: answers open and close whole branches.
    this.#caption.hidden = number === 0;
    this.#caption.textContent = filled(this.#words.question, { number: String(number) });
  }
}
