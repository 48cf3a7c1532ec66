// @ts-check
// A form's page: its parts put together. Without this script it is one page of fieldsets.

import { element } from "../site/element.js";
import { AnswersPage } from "./answers-page.js";
import { borrow, carry } from "./arrival.js";
import { Attachments } from "./attachments.js";
import { ComposedView } from "./composed-view.js";
import { fields } from "./conditions.js";
import { loadForm } from "./definition.js";
import { DraftKeeper } from "./draft-keeper.js";
import { Errors } from "./errors.js";
import { watchAddresses } from "./meant.js";
import { Notes } from "./notes.js";
import { sentPanel } from "./panels.js";
import { keepReceipt, recalledReceipt } from "./receipt.js";
import { Sender } from "./sender.js";
import { Sheet } from "./sheet.js";
import { SinglePage } from "./single-page.js";
import { suggest } from "./suggestions.js";
import { CONFIRMED, errorText, faultsOf } from "./validation.js";
import { Wizard } from "./wizard.js";

/** @typedef {import("./definition.js").Answers} Answers */
/** @typedef {import("./definition.js").Form} Form */
/** @typedef {import("./definition.js").Uploads} Uploads */
/** @typedef {import("./definition.js").Words} Words */
/** @typedef {import("./panels.js").Sent} Sent */

const COMPOSED_MS = 150;
/** @param {HTMLElement} root */
export async function mount(root) {
  const element = root.querySelector("form");
  if (!element) return;
  // Without the definition, or with a fault here, all questions stand on one page that the browser sends by itself.
  root.dataset.state = "plain";
  const form = await loadForm(root.dataset.definition ?? "").catch(() => null);
  if (!form) return;
  const words = JSON.parse(root.querySelector("[data-kb-words]")?.textContent ?? "{}");
  new FormPage(root, element, form, words).start();
  root.dataset.state = "ready";
}

export class FormPage {
  /** @type {Sent | null} */
  sent = null;
  /** @type {Wizard | SinglePage} */
  flow;
  /** @type {Record<string, Attachments>} */
  #attachments = {};
  /** @type {ComposedView[]} */
  #views = [];
  #aside = element("aside", "kb-composed");
  #receipt = element("div", "");
  #notes;
  #timer = 0;
  #isStarted = false;

  /**
   * @param {HTMLElement} root
   * @param {HTMLFormElement} form
   * @param {Form} definition
   * @param {Words} words
   */
  constructor(root, form, definition, words) {
    this.root = root;
    this.words = words;
    this.home = root.dataset.home ?? "";
    this.locale = root.dataset.locale ?? "en";
    this.sheet = new Sheet(form, definition);
    this.errors = new Errors(root, definition, (field) => this.flow.lead(field));
    this.draft = new DraftKeeper(definition, words, this.locale, {
      state: () => this.#state,
      take: (draft) => this.#take(draft),
      reset: () => this.#reset(),
    });
    this.sender = new Sender(form, words, this.locale, this.draft, () => this.#view().text, {
      sent: (number, answers) => this.#taken({ number, address: String(answers.email ?? "") }),
      refused: (faults) => this.flow.refuse(faults),
    });
    this.#notes = new Notes(this.sheet, words);
    this.#takeFiles();
    watchAddresses(form, words);
    this.#suggest();
    this.flow = root.dataset.flow === "steps" ? this.#steps() : new SinglePage(this);
    root.prepend(this.draft.notice);
    form.querySelector(".kb-form__end")?.after(this.sender.root, this.draft.line);
    root.append(this.#receipt);
    this.#listen();
  }

  start() {
    const isRestored = this.draft.restore();
    if (!isRestored) borrow(this.sheet);
    carry(this.sheet);
    this.sent = recalledReceipt(this.sheet.form.form);
    if (this.sent) this.#showReceipt(this.sent);
    this.#isStarted = true;
    this.flow.start();
    this.#refresh();
    this.#notes.refresh();
  }

  /** @returns {Uploads} */
  get uploads() {
    return Object.fromEntries(Object.entries(this.#attachments).map(([id, { files }]) => [id, files]));
  }

  /**
   * The answers as they are sent: with the second yes where it was given.
   *
   * @param {Answers} answers
   * @returns {Answers}
   */
  withConfirmation(answers) {
    const confirmed = this.sheet.answers[CONFIRMED];
    return confirmed ? { ...answers, [CONFIRMED]: confirmed } : answers;
  }

  /**
   * Fit what stands around the form to where the reader is.
   *
   * @param {boolean} isFirst
   * @param {boolean} isSent
   */
  placed(isFirst, isSent) {
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-kb-opening]"))) {
      part.hidden = !isFirst;
    }
    this.sheet.element.hidden = isSent;
    this.#receipt.hidden = !isSent;
    if (isSent) this.draft.notice.replaceChildren();
    this.#refresh();
  }

  get #state() {
    const files = Object.values(this.uploads).flatMap((each) => each.map(({ name }) => name));
    const { article: _, query: __, ...answers } = this.sheet.answers;
    return { answers, seen: [...this.flow.seen], files };
  }

  #steps() {
    const aside = this.#view();
    const title = element("h2", "kb-composed__title", this.words.composed);
    title.id = "kb-composed";
    this.#aside.setAttribute("aria-labelledby", title.id);
    this.#aside.append(title, ...aside.parts);
    this.sheet.element.after(this.#aside);
    const fold = element("details", "kb-composed-fold");
    fold.append(element("summary", "", this.words.composed), ...this.#view().parts);
    const answers = new AnswersPage(this.sheet, this.words, fold, (_, field) => this.flow.lead(field));
    return new Wizard(this, answers);
  }

  #view() {
    const view = new ComposedView(this.sheet, this.words, () => this.uploads);
    this.#views.push(view);
    return view;
  }

  #takeFiles() {
    for (const { id } of fields(this.sheet.form).filter(({ type }) => type === "files")) {
      const input = /** @type {HTMLInputElement} */ (this.sheet.element.querySelector(`#f-${id}`));
      const attachments = new Attachments(input, this.words, this.locale, () => {
        const faults = faultsOf(this.sheet.form, [id], this.sheet.answers, this.uploads);
        this.errors.show(faults, { hasSummary: false });
        if (faults[id]) attachments.say(errorText(this.sheet.form, id, faults[id]));
        this.draft.changed();
        this.#refresh();
      });
      this.#attachments[id] = attachments;
    }
  }

  #suggest() {
    const input = this.sheet.element.querySelector("#f-subject");
    if (!(input instanceof HTMLInputElement) || this.root.dataset.search === undefined) return;
    const root = new URL(this.root.dataset.root ?? ".", location.href).href;
    suggest(input, { root, locale: this.locale, words: this.words });
  }

  #listen() {
    const { element: form } = this.sheet;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.flow.submit();
    });
    form.addEventListener("change", () => this.sheet.show());
    form.addEventListener("input", () => {
      this.draft.changed();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#refresh(), COMPOSED_MS);
    });
  }

  #refresh() {
    for (const view of this.#views) view.refresh();
    this.#aside.hidden = this.#receipt.hidden === false || !this.#views[0]?.text.body.trim();
  }

  /** @param {import("./draft.js").Draft} draft */
  #take(draft) {
    this.sheet.fill(draft.answers);
    this.flow.seen = new Set(draft.seen);
    if (!this.#isStarted) return;
    this.flow.start();
    this.#notes.refresh();
  }

  /** @param {Sent} sent */
  #taken(sent) {
    this.sent = sent;
    keepReceipt(this.sheet.form.form, sent);
    this.#empty();
    this.draft.forget();
    this.#showReceipt(sent);
    this.flow.showSent();
  }

  /** @param {Sent} sent */
  #showReceipt(sent) {
    const again = () => {
      this.sent = null;
      keepReceipt(this.sheet.form.form, null);
      this.flow.reset();
    };
    this.#receipt.replaceChildren(sentPanel(sent, this.words, { home: this.home, again }));
  }

  #reset() {
    this.#empty();
    this.flow.reset();
  }

  #empty() {
    this.sheet.fill({});
    for (const attachments of Object.values(this.#attachments)) attachments.clear();
    this.#notes.forget();
  }
}
