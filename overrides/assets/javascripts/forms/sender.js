// @ts-check
// The sending as the page shows it: once at a time, with its progress, and what to do when it fails.

import { element } from "../site/element.js";
import { filled } from "./definition.js";
import { faultPanel } from "./panels.js";
import { envelope, send } from "./sending.js";

/** @typedef {import("./definition.js").Answers} Answers */
/** @typedef {import("./definition.js").Faults} Faults */
/** @typedef {import("./definition.js").Uploads} Uploads */
/** @typedef {import("./definition.js").Words} Words */
/** @typedef {import("./draft-keeper.js").DraftKeeper} DraftKeeper */

/**
 * @typedef {object} Listener
 * @property {(number: string, answers: Answers) => void} sent
 * @property {(faults: Faults) => void} refused
 */

/** A screen reader need not hear every percent. */
const STEP = 0.25;

export class Sender {
  root = element("div", "kb-sending");
  #status = element("p", "kb-sending__status");
  #bar = document.createElement("progress");
  #fault = element("div", "");
  #form;
  #words;
  #locale;
  #draft;
  #composed;
  #listener;
  #isSending = false;

  /**
   * @param {HTMLFormElement} form
   * @param {Words} words
   * @param {string} locale
   * @param {DraftKeeper} draft
   * @param {() => { subject: string, body: string }} composed
   * @param {Listener} listener
   */
  constructor(form, words, locale, draft, composed, listener) {
    this.#form = form;
    this.#words = words;
    this.#locale = locale;
    this.#draft = draft;
    this.#composed = composed;
    this.#listener = listener;
    this.#status.setAttribute("role", "status");
    this.#bar.className = "kb-sending__bar";
    this.#bar.hidden = true;
    this.#bar.setAttribute("aria-label", words.sending);
    this.root.append(this.#status, this.#bar, this.#fault);
  }

  clear() {
    this.#fault.replaceChildren();
    this.#status.textContent = "";
  }

  /**
   * @param {Answers} answers  those that count
   * @param {Uploads} uploads
   */
  async send(answers, uploads) {
    if (this.#isSending) return;
    this.#isSending = true;
    this.clear();
    this.#showProgress(0);
    this.#mark(true);
    const body = envelope(this.#form, answers, uploads, this.#draft.submission);
    const address = new URL(this.#form.getAttribute("action") ?? "", location.href).href;
    const outcome = await send(address, body, (part) => this.#showProgress(part));
    this.#isSending = false;
    this.#mark(false);
    this.#bar.hidden = true;
    this.#status.textContent = "";
    if (outcome.kind === "sent") this.#listener.sent(outcome.number, answers);
    else if (outcome.kind === "refused") this.#listener.refused(outcome.faults);
    else this.#failed(outcome, answers, uploads);
  }

  /**
   * @param {import("./sending.js").Outcome} outcome
   * @param {Answers} answers
   * @param {Uploads} uploads
   */
  #failed(outcome, answers, uploads) {
    const words = this.#words;
    const again = () => this.send(answers, uploads);
    let text = words.unreachable;
    /** @type {{ label: string, act: () => void }} */
    let next = { label: words.retry, act: again };
    if (outcome.kind === "busy") {
      const format = new Intl.DateTimeFormat(this.#locale, {
        timeStyle: "short",
      });
      text = filled(words.busy, {
        time: format.format(Date.now() + outcome.wait_s * 1000),
      });
    } else if (outcome.kind === "mismatch") {
      const anew = () => {
        this.#draft.renew();
        again();
      };
      text = words.mismatch;
      next = { label: words.sendNew, act: anew };
    } else if (outcome.kind === "outdated") {
      text = words.outdated;
      next = { label: words.reload, act: () => location.reload() };
    }
    const hasFiles = Object.values(uploads).some((files) => files.length > 0);
    const panel = faultPanel(text, next, words, this.#composed(), hasFiles);
    this.#fault.replaceChildren(panel);
    panel.querySelector("h3")?.focus();
  }

  /** @param {number} part */
  #showProgress(part) {
    const format = new Intl.NumberFormat(this.#locale, { style: "percent" });
    const told = Math.floor(part / STEP) * STEP;
    const { sending, sendingPart } = this.#words;
    const text = told > 0 && told < 1 ? filled(sendingPart, { part: format.format(told) }) : sending;
    if (this.#status.textContent !== text) this.#status.textContent = text;
    this.#bar.hidden = false;
    // The intake's own work after the upload has no measure.
    if (part > 0 && part < 1) this.#bar.value = part;
    else this.#bar.removeAttribute("value");
  }

  /** @param {boolean} isBusy  the button keeps the focus: a disabled one would lose it */
  #mark(isBusy) {
    const button = this.#form.querySelector(".kb-button--send");
    button?.setAttribute("aria-disabled", String(isBusy));
    this.#form.setAttribute("aria-busy", String(isBusy));
  }
}
