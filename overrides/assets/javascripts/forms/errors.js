// @ts-check
// Errors as the GOV.UK Design System shows them: a summary that takes the focus, and a line at each field.

import { element } from "../site/element.js";
import { placeOfError } from "./definition.js";
import { errorText } from "./validation.js";

/** @typedef {import("./definition.js").Faults} Faults */
/** @typedef {import("./definition.js").Form} Form */

const INVALID = "input, textarea";

export class Errors {
  #root;
  #form;
  #lead;

  /**
   * @param {HTMLElement} root  of the form's page: the summary stands at its top
   * @param {Form} form
   * @param {(field: string) => void} lead  goes to a field of the summary
   */
  constructor(root, form, lead) {
    this.#root = root;
    this.#form = form;
    this.#lead = lead;
  }

  /**
   * Show these errors and no others; with a summary the focus goes there.
   *
   * @param {Faults} faults
   * @param {{ hasSummary?: boolean }} [options]
   */
  show(faults, { hasSummary = true } = {}) {
    this.clear();
    const ids = Object.keys(faults);
    if (ids.length === 0) return;
    for (const id of ids) this.#mark(id, errorText(this.#form, id, faults[id]));
    document.title = `${this.#form.messages.error} ${document.title}`;
    if (!hasSummary) return;
    const summary = this.#summary(faults);
    this.#root.prepend(summary);
    summary.focus();
  }

  clear() {
    const { error } = this.#form.messages;
    if (document.title.startsWith(error)) document.title = document.title.slice(error.length).trimStart();
    this.#root.querySelector(".kb-errors")?.remove();
    for (const line of this.#root.querySelectorAll(".kb-error")) this.#unmark(line);
  }

  /** @param {Faults} faults */
  #summary(faults) {
    const items = Object.entries(faults).map(([id, fault]) => {
      const field = placeOfError(this.#form, id);
      const link = element("a", "", errorText(this.#form, id, fault));
      link.setAttribute("href", `#f-${field}`);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.#lead(field);
      });
      return element("li", "", link);
    });
    const title = element("h2", "kb-errors__title", this.#form.messages.problem);
    title.id = "kb-errors-title";
    const summary = element("div", "kb-errors", title, element("ul", "", ...items));
    summary.id = "kb-errors";
    summary.tabIndex = -1;
    summary.setAttribute("role", "alert");
    summary.setAttribute("aria-labelledby", title.id);
    return summary;
  }

  /**
   * @param {string} id  of a field or a group
   * @param {string} text
   */
  #mark(id, text) {
    const holder = this.#root.querySelector(`#field-${id}, #group-${id}`);
    if (!holder) return;
    const hidden = element("span", "kb-visually-hidden", this.#form.messages.error);
    const line = element("p", "kb-error", hidden, ` ${text}`);
    line.id = `f-${id}-error`;
    const isGroup = holder.matches(".kb-group");
    holder.classList.add(isGroup ? "kb-group--error" : "kb-field--error");
    const first = holder.querySelector(isGroup ? ".kb-field" : ".kb-choice, .kb-input, .kb-file");
    (first ?? holder.lastElementChild)?.before(line);
    for (const described of describedBy(holder, isGroup)) {
      const ids = described.getAttribute("aria-describedby") ?? "";
      described.setAttribute("aria-describedby", `${ids} ${line.id}`.trim());
      if (described.matches(INVALID)) described.setAttribute("aria-invalid", "true");
    }
  }

  /** @param {Element} line */
  #unmark(line) {
    const holder = line.closest(".kb-field, .kb-group");
    holder?.classList.remove("kb-field--error", "kb-group--error");
    for (const described of this.#root.querySelectorAll(`[aria-describedby~="${line.id}"]`)) {
      const ids = (described.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== line.id);
      if (ids.length > 0) described.setAttribute("aria-describedby", ids.join(" "));
      else described.removeAttribute("aria-describedby");
      described.removeAttribute("aria-invalid");
    }
    line.remove();
  }
}

/**
 * What an error of a field or a group belongs to, for assistive technology.
 *
 * @param {Element} holder
 * @param {boolean} isGroup
 * @returns {Iterable<Element>}
 */
function describedBy(holder, isGroup) {
  if (isGroup) return [holder];
  const choices = holder.querySelector(".kb-choices");
  return choices ? [choices] : holder.querySelectorAll(INVALID);
}
