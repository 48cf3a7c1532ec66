// @ts-check
// One step at a time: forth, back, back to a question from the page of all answers; the browser's Back works too.

import { field as fieldOf } from "./conditions.js";
import { solvedPanel } from "./panels.js";
import { ANSWERS, askedSteps, following, obstacle, placeOf, preceding, SENT, SOLVED } from "./steps.js";
import { Trail } from "./trail.js";
import { faultsOf, validated } from "./validation.js";
import { Way } from "./way.js";

/** @typedef {import("./answers-page.js").AnswersPage} AnswersPage */
/** @typedef {import("./definition.js").Faults} Faults */
/** @typedef {import("./form-page.js").FormPage} FormPage */

export class Wizard {
  /** Fields that the reader has gone past. @type {Set<string>} */
  seen = new Set();
  #page;
  #answersPage;
  #place = "";
  #title = document.title;
  #trail = new Trail();
  #way;
  #button;
  #solved;

  /**
   * @param {FormPage} page
   * @param {AnswersPage} answersPage
   */
  constructor(page, answersPage) {
    this.#page = page;
    this.#answersPage = answersPage;
    const { sheet, words } = page;
    this.#button = /** @type {HTMLElement} */ (sheet.element.querySelector(".kb-button--send"));
    this.#way = new Way(words, () => this.#goBack());
    this.#solved = solvedPanel(words, {
      home: page.home,
      goOn: () => this.#goOn(),
    });
    sheet.element.prepend(...this.#way.parts);
    sheet.element.querySelector(".kb-form__end")?.before(answersPage.root, this.#solved);
    for (const title of /** @type {NodeListOf<HTMLElement>} */ (sheet.element.querySelectorAll(".kb-step__title"))) {
      title.tabIndex = -1;
    }
    addEventListener("popstate", () => this.#visit(location.hash));
  }

  /** Open the place that the address names, or that a kept draft has reached. */
  start() {
    history.scrollRestoration = "manual";
    const named = placeOf(location.hash, this.#steps) || (this.#trail.isVisited ? this.#steps[0].id : ANSWERS);
    this.#show(this.#reachable(named), { isNew: true });
    this.#trail.replace(this.#place, this.#isFirst);
  }

  /** Continue, or send. */
  submit() {
    if (this.#place === ANSWERS) this.#send();
    else if (this.#place !== SENT && this.#place !== SOLVED) this.#continue();
  }

  /**
   * Show faults on the page of all answers, or where the reader stands.
   *
   * @param {Faults} faults
   */
  refuse(faults) {
    if (this.#place !== ANSWERS) this.#go(ANSWERS, false);
    this.#page.errors.show(faults);
  }

  /**
   * Go to a field, from the summary of errors or from the page of all answers.
   *
   * @param {string} field
   */
  lead(field) {
    const step = this.#steps.find(({ fields }) => fields.includes(field))?.id;
    if (!step) return;
    if (step !== this.#place) {
      this.#go(step, this.#place === ANSWERS);
      this.#page.errors.show(this.#faults(this.#fieldsOf(step)), {
        hasSummary: false,
      });
    }
    this.#page.sheet.focus(field);
  }

  /** Show the receipt; what lies before it in the history is a form to be filled in anew. */
  showSent() {
    this.seen.clear();
    this.#show(SENT);
    this.#trail.replace(SENT, false, { depth: 0, returns: false });
  }

  /** Begin anew. */
  reset() {
    this.seen.clear();
    this.#go(this.#steps[0].id, false);
  }

  get #steps() {
    const { form, answers } = this.#page.sheet;
    return askedSteps(form, answers);
  }

  get #isFirst() {
    return this.#place === this.#steps[0].id;
  }

  #continue() {
    const fields = this.#fieldsOf(this.#place);
    const faults = this.#faults(fields);
    this.#page.errors.show(faults);
    if (Object.keys(faults).length > 0) return;
    const isNew = fields.some((field) => !this.seen.has(field));
    for (const field of fields) this.seen.add(field);
    this.#page.draft.changed();
    if (isNew && this.#isSolved(fields)) this.#go(SOLVED, this.#trail.entry.returns);
    else this.#goOn();
  }

  /** From a step, or from the kind end after it. */
  #goOn() {
    const steps = this.#steps;
    const last = steps.filter(({ fields }) => fields.every((field) => this.seen.has(field))).at(-1)?.id ?? "";
    const from = this.#place === SOLVED ? last : this.#place;
    const { returns } = this.#trail.entry;
    const reached = this.#reachable(returns ? ANSWERS : following(steps, from));
    this.#go(reached, returns && reached !== ANSWERS);
  }

  #goBack() {
    if (this.#trail.entry.depth > 0) history.back();
    else {
      this.#show(preceding(this.#steps, this.#place) || this.#steps[0].id);
      this.#trail.replace(this.#place, this.#isFirst, { returns: false });
    }
  }

  #send() {
    const { sheet, uploads, errors, sender } = this.#page;
    const { answers, errors: faults } = validated(sheet.form, sheet.answers, uploads);
    errors.show(faults);
    if (Object.keys(faults).length === 0) sender.send(this.#page.withConfirmation(answers), uploads);
  }

  /** @param {string} hash  to which the browser has gone by itself */
  #visit(hash) {
    const place = hash ? placeOf(hash, this.#steps) : this.#steps[0].id;
    if (!place) return; // a heading, or a field
    const reached = this.#reachable(place);
    this.#show(reached);
    if (reached !== place) this.#trail.replace(reached, this.#isFirst);
  }

  /**
   * @param {string} place
   * @param {boolean} returns  whether Continue leads back to all answers
   */
  #go(place, returns) {
    this.#show(place, { isDeeper: true });
    this.#trail.push(place, this.#isFirst, returns);
  }

  /** @param {string} place  the same, or the step that keeps the reader from it */
  #reachable(place) {
    const steps = this.#steps;
    if (place === SENT) return this.#page.sent ? SENT : steps[0].id;
    const target = place === SOLVED ? preceding(steps, SOLVED) : place;
    const hasFaults = (/** @type {string[]} */ fields) => Object.keys(this.#faults(fields)).length > 0;
    return obstacle(steps, target, this.seen, hasFaults) || target;
  }

  /**
   * @param {string} place
   * @param {{ isNew?: boolean, isDeeper?: boolean }} [options]  the page has just come: the focus stays at its top;
   *   the place is about to get an entry of its own
   */
  #show(place, { isNew = false, isDeeper = false } = {}) {
    const { sheet, root, words, sender } = this.#page;
    this.#page.errors.clear();
    sender.clear();
    this.#place = place;
    root.dataset.place = place;
    sheet.show();
    for (const step of /** @type {NodeListOf<HTMLElement>} */ (sheet.element.querySelectorAll(".kb-step"))) {
      step.hidden = step.dataset.step !== place;
    }
    const isEnd = place === SENT || place === SOLVED;
    this.#answersPage.root.hidden = place !== ANSWERS;
    this.#solved.hidden = place !== SOLVED;
    if (place === ANSWERS) this.#answersPage.refresh(this.#page.uploads);
    /** @type {HTMLElement} */ (this.#button.parentElement).hidden = isEnd;
    this.#button.textContent = place === ANSWERS ? sheet.form.messages.send : words.continue;
    const leadsBack = isDeeper || this.#trail.entry.depth > 0 || !this.#isFirst;
    this.#way.show(this.#steps, place, leadsBack && place !== SENT);
    this.#page.placed(this.#isFirst, place === SENT);
    const heading = this.#heading(place);
    document.title = heading ? `${heading.textContent} – ${this.#title}` : this.#title;
    if (!isNew) this.#moveTo(heading);
  }

  /** @param {HTMLElement | null} heading */
  #moveTo(heading) {
    heading?.focus({ preventScroll: true });
    this.#page.root.scrollIntoView({ block: "start" });
  }

  /**
   * @param {string} place
   * @returns {HTMLElement | null}
   */
  #heading(place) {
    if (place === ANSWERS) return this.#answersPage.heading;
    if (place === SOLVED) return this.#solved.querySelector(".kb-step__title");
    if (place === SENT) return this.#page.root.querySelector(".kb-receipt .kb-step__title");
    return this.#page.sheet.element.querySelector(`#step-${place} .kb-step__title`);
  }

  /** @param {string} step */
  #fieldsOf(step) {
    return this.#steps.find(({ id }) => id === step)?.fields ?? [];
  }

  /**
   * What keeps these fields from being left; a password only keeps them from being sent.
   *
   * @param {string[]} fields
   * @returns {Faults}
   */
  #faults(fields) {
    const { sheet, uploads } = this.#page;
    const found = Object.entries(faultsOf(sheet.form, fields, sheet.answers, uploads));
    return Object.fromEntries(found.filter(([, { code }]) => code !== "secret"));
  }

  /** @param {string[]} fields */
  #isSolved(fields) {
    const { form, answers } = this.#page.sheet;
    return fields.some((id) => fieldOf(form, id)?.type === "check" && answers[id] === "solved");
  }
}
