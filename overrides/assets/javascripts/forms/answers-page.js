// @ts-check
// All answers on one page before they are sent, each with a way back to its question.

import { element } from "../site/element.js";
import { sizeText } from "./attachments.js";
import { advice } from "./coach.js";
import { field as fieldOf } from "./conditions.js";
import { secrets } from "./detectors.js";
import { meantNote } from "./meant.js";
import { askedSteps, hashOf } from "./steps.js";
import { CONFIRMED } from "./validation.js";

/** @typedef {import("./definition.js").Field} Field */
/** @typedef {import("./definition.js").Uploads} Uploads */
/** @typedef {import("./definition.js").Words} Words */
/** @typedef {import("./sheet.js").Sheet} Sheet */

const SILENT = ["note", "carried"];

export class AnswersPage {
  root = element("section", "kb-answers");
  heading;
  #sheet;
  #words;
  #change;
  #reply = element("div", "kb-reply");
  #list = element("dl", "kb-summary");
  #advice = element("div", "kb-answers__advice kb-coach");
  #confidential = element("div", "kb-confidential");
  #findings = element("ul", "kb-confidential__list");

  /**
   * @param {Sheet} sheet
   * @param {Words} words
   * @param {HTMLElement} composed  the text for staff, folded
   * @param {(step: string, field: string) => void} change  goes to a question and comes back here afterwards
   */
  constructor(sheet, words, composed, change) {
    this.#sheet = sheet;
    this.#words = words;
    this.#change = change;
    this.heading = element("h2", "kb-step__title", words.answers);
    this.heading.tabIndex = -1;
    const title = element("h3", "kb-confidential__title", words.confidential);
    this.#confidential.append(title, this.#findings);
    const confirmation = sheet.element.querySelector(`#field-${CONFIRMED}`);
    if (confirmation instanceof HTMLElement) {
      confirmation.hidden = false;
      this.#confidential.append(confirmation);
    }
    const text = element("p", "kb-answers__text", words.answersText);
    this.root.append(this.heading, text, this.#reply, this.#list, this.#advice, composed, this.#confidential);
  }

  /** @param {Uploads} uploads */
  refresh(uploads) {
    const { form, answers } = this.#sheet;
    const rows = askedSteps(form, answers).flatMap(({ id, fields }) =>
      fields.flatMap((name) => {
        const field = fieldOf(form, name);
        return field && !SILENT.includes(field.type) ? [this.#row(id, field, uploads)] : [];
      }),
    );
    this.#list.replaceChildren(...rows);
    this.#showReply();
    this.#showAdvice();
    const found = secrets(form, answers).filter(({ isRefused }) => !isRefused);
    const lines = found.map(({ field, kind }) => {
      const label = fieldOf(form, field)?.label ?? field;
      return element("li", "", `${label}: ${form.messages[`kind.${kind}`] ?? kind}`);
    });
    this.#findings.replaceChildren(...lines);
    this.#confidential.hidden = found.length === 0;
  }

  #showReply() {
    const { answers } = this.#sheet;
    const input = /** @type {HTMLInputElement | null} */ (this.#sheet.element.querySelector("#f-email"));
    const address = String(answers.email ?? "");
    this.#reply.hidden = address === "";
    const note = input ? meantNote(input, this.#words, () => this.#showReply()) : [];
    this.#reply.replaceChildren(
      element("p", "kb-reply__label", this.#words.replyTo),
      element("p", "kb-reply__address", address),
      ...note,
    );
  }

  #showAdvice() {
    const { form, answers } = this.#sheet;
    const given = advice(form, answers);
    this.#advice.hidden = given.length === 0;
    const items = given.map(({ text }) => element("li", "", text));
    const lead = element("p", "kb-coach__lead", this.#words.advice);
    const first = given[0]?.field ?? "";
    const step = askedSteps(form, answers).find(({ fields }) => fields.includes(first))?.id ?? "";
    const link = this.#link(step, first, fieldOf(form, first)?.label ?? "");
    this.#advice.replaceChildren(lead, element("ul", "kb-coach__list", ...items), element("p", "", link));
  }

  /**
   * @param {string} step
   * @param {Field} field
   * @param {Uploads} uploads
   */
  #row(step, field, uploads) {
    const label = element("dt", "kb-summary__label", field.label);
    if (field.lang) label.lang = field.lang;
    return element(
      "div",
      "kb-summary__row",
      label,
      element("dd", "kb-summary__value", ...this.#value(field, uploads)),
      element("dd", "kb-summary__change", this.#link(step, field.id, field.label)),
    );
  }

  /**
   * @param {string} step
   * @param {string} field
   * @param {string} label
   */
  #link(step, field, label) {
    const link = element("a", "", this.#words.change, element("span", "kb-visually-hidden", `: ${label}`));
    link.setAttribute("href", hashOf(step));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.#change(step, field);
    });
    return link;
  }

  /**
   * @param {Field} field
   * @param {Uploads} uploads
   * @returns {(Node | string)[]}
   */
  #value(field, uploads) {
    const { form, answers } = this.#sheet;
    if (field.type === "files") {
      const files = (uploads[field.id] ?? []).map(({ name, size }) => `${name} (${sizeText(size, form.locale)})`);
      return this.#lines(files);
    }
    const answer = answers[field.id] ?? [];
    const parts = Array.isArray(answer) ? answer : [answer];
    if (field.type === "consent") return this.#lines(parts.map(() => form.messages.yes));
    const labels = new Map((field.options ?? []).map(({ id, label }) => [id, label]));
    return this.#lines(parts.map((part) => labels.get(part) ?? part));
  }

  /** @param {string[]} lines */
  #lines(lines) {
    if (lines.length === 0) return [element("span", "kb-summary__none", this.#words.notGiven)];
    return lines.map((line) => element("span", "kb-summary__line", line));
  }
}
