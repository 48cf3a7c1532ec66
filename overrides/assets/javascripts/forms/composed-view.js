// @ts-check
// The text that staff will read, while it grows, and a button that copies it.

import { element } from "../site/element.js";
import { composed } from "./compose.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {import("./definition.js").Uploads} Uploads */
/** @typedef {import("./definition.js").Words} Words */

const COPIED_MS = 2000;

export class ComposedView {
  #sheet;
  #uploads;
  #subject = element("p", "kb-composed__subject");
  #body = element("pre", "kb-composed__body");

  /**
   * @param {Sheet} sheet
   * @param {Words} words
   * @param {() => Uploads} uploads
   */
  constructor(sheet, words, uploads) {
    this.#sheet = sheet;
    this.#uploads = uploads;
    this.#body.tabIndex = 0;
    this.#body.setAttribute("role", "region");
    this.#body.setAttribute("aria-label", words.composed);
    this.parts = [
      element("p", "kb-composed__text", words.composedText),
      this.#subject,
      this.#body,
      element(
        "p",
        "kb-actions",
        copyButton(words.copy, words.copied, () => this.whole),
      ),
    ];
  }

  /** Subject and text. */
  get text() {
    const { form, answers } = this.#sheet;
    return composed(form, answers, this.#uploads());
  }

  get whole() {
    const { subject, body } = this.text;
    return `${subject}\n\n${body}`;
  }

  refresh() {
    const { subject, body } = this.text;
    this.#subject.textContent = subject;
    this.#body.textContent = body.trimEnd();
  }
}

/**
 * @param {string} label
 * @param {string} copied
 * @param {() => string} text
 */
export function copyButton(label, copied, text) {
  const button = element("button", "kb-button kb-button--quiet", label);
  button.setAttribute("type", "button");
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await copy(text());
    button.textContent = copied;
    setTimeout(() => {
      button.textContent = label;
    }, COPIED_MS);
  });
  return button;
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Over plain HTTP the clipboard is closed; the old way is open.
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "kb-visually-hidden";
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
