// @ts-check
// Keeps the draft on the device while the form is filled in; two tabs never write over each other.

import { element } from "../site/element.js";
import { filled } from "./definition.js";
import { draftKey, isEmpty, packed, randomId, recalledDraft, unpacked } from "./draft.js";

/** @typedef {import("./definition.js").Answers} Answers */
/** @typedef {import("./definition.js").Form} Form */
/** @typedef {import("./definition.js").Words} Words */
/** @typedef {import("./draft.js").Draft} Draft */

/** @typedef {{ answers: Answers, seen: string[], files: string[] }} State */

/**
 * @typedef {object} Owner  the form that is kept
 * @property {() => State} state
 * @property {(draft: Draft) => void} take  show a draft in its stead
 * @property {() => void} reset  start anew
 */

const SAVE_MS = 400;

export class DraftKeeper {
  /** @type {HTMLElement} */
  notice = element("div", "kb-draft__notice");
  /** @type {HTMLElement} */
  line = element("div", "kb-draft");
  /** Id under which this is sent, however often: the intake takes it once. */
  submission = randomId();
  #form;
  #words;
  #locale;
  #owner;
  #tab = randomId();
  #timer = 0;
  /** Another tab went on: until the reader decides, this one keeps nothing. */
  #isPaused = false;
  #isKept = true;

  /**
   * @param {Form} form
   * @param {Words} words
   * @param {string} locale
   * @param {Owner} owner
   */
  constructor(form, words, locale, owner) {
    this.#form = form;
    this.#words = words;
    this.#locale = locale;
    this.#owner = owner;
    this.notice.setAttribute("role", "status");
    this.line.hidden = true;
    addEventListener("storage", ({ key, newValue }) => {
      if (key === draftKey(form.form) || key === null) this.#changedElsewhere(newValue);
    });
    // While the page lay in the browser's memory it heard nothing of other tabs.
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted && this.#isKept) this.#changedElsewhere(localStorage.getItem(draftKey(form.form)));
    });
    for (const name of ["pagehide", "visibilitychange"]) addEventListener(name, () => this.#flush());
  }

  /** Take up what was kept, if anything was. */
  restore() {
    const draft = recalledDraft(this.#form.form);
    if (!draft || isEmpty(draft)) return false;
    this.#take(draft);
    return true;
  }

  /** To be told of every change. */
  changed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), SAVE_MS);
    this.#showLine();
  }

  /** Forget the draft: it was sent, or is to be deleted. */
  forget() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#store(null);
    this.submission = randomId();
    this.#isPaused = false;
    this.notice.replaceChildren();
    this.#showLine();
  }

  /** What is now sent is another ticket than the one under the id before. */
  renew() {
    this.submission = randomId();
    this.#save();
  }

  /** @param {Draft} draft */
  #take(draft) {
    this.submission = draft.submission;
    this.#isPaused = false;
    this.#owner.take(draft);
    const time = new Intl.DateTimeFormat(this.#locale, {
      dateStyle: "long",
      timeStyle: "short",
    }).format(draft.saved);
    const files = draft.files.join(", ");
    this.#tell(
      element("p", "", filled(this.#words.restored, { time })),
      ...(files ? [element("p", "", filled(this.#words.filesAgain, { files }))] : []),
    );
    this.#showLine();
  }

  #flush() {
    if (this.#timer) this.#save();
  }

  #save() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#isPaused) return;
    const draft = {
      ...this.#owner.state(),
      submission: this.submission,
      tab: this.#tab,
      saved: Date.now(),
    };
    this.#store(isEmpty(draft) ? null : packed(this.#form, draft));
    this.#showLine();
  }

  /** @param {string | null} text */
  #changedElsewhere(text) {
    const other = unpacked(text, Date.now());
    if (other?.tab === this.#tab) return;
    if (other && !isEmpty(other)) this.#askWhich(other);
    else if (!isEmpty(this.#owner.state())) {
      this.#isPaused = true;
      const stay = button("kb-link", this.#words.elsewhereStay, () => this.#stay());
      this.#tell(element("p", "", this.#words.gone), element("p", "kb-draft__choice", stay));
    }
  }

  /** @param {Draft} other */
  #askWhich(other) {
    this.#isPaused = true;
    const take = button("kb-link", this.#words.elsewhereTake, () => this.#take(other));
    const stay = button("kb-link", this.#words.elsewhereStay, () => this.#stay());
    this.#tell(element("p", "", this.#words.elsewhere), element("p", "kb-draft__choice", take, stay));
  }

  #stay() {
    this.#isPaused = false;
    this.notice.replaceChildren();
    this.#save();
  }

  /** @param {...Node} parts */
  #tell(...parts) {
    this.notice.replaceChildren(...parts);
  }

  /** The line that says what is kept, once there is something to keep. */
  #showLine() {
    this.line.hidden = isEmpty(this.#owner.state());
    if (this.line.hidden) this.line.replaceChildren();
    else if (this.line.childElementCount === 0) this.#offerDeletion();
  }

  #offerDeletion() {
    const text = this.#isKept ? this.#words.kept : this.#words.notKept;
    const ask = button("kb-link", this.#words.delete, () => this.#askDeletion());
    this.line.replaceChildren(element("p", "", text), element("p", "kb-draft__choice", ask));
  }

  #askDeletion() {
    const yes = button("kb-button kb-button--warning", this.#words.deleteYes, () => this.#delete());
    const no = button("kb-button kb-button--quiet", this.#words.deleteNo, () => {
      this.#offerDeletion();
      this.line.querySelector("button")?.focus();
    });
    const question = element("p", "", this.#words.deleteAsk);
    question.id = "kb-draft-question";
    this.line.replaceChildren(question, element("p", "kb-actions", yes, no));
    no.setAttribute("aria-describedby", question.id);
    no.focus();
  }

  #delete() {
    this.forget();
    this.#owner.reset();
    this.forget(); // What the reset form told of its changes is none.
    this.#tell(element("p", "", this.#words.deleted));
  }

  /** @param {string | null} text */
  #store(text) {
    try {
      if (text === null) localStorage.removeItem(draftKey(this.#form.form));
      else localStorage.setItem(draftKey(this.#form.form), text);
      this.#isKept = true;
    } catch {
      // Closed or full: the line says so the next time that it is shown.
      if (this.#isKept) this.line.replaceChildren();
      this.#isKept = false;
    }
  }
}

/**
 * @param {string} className
 * @param {string} label
 * @param {() => void} act
 */
export function button(className, label, act) {
  const made = element("button", className, label);
  made.setAttribute("type", "button");
  made.addEventListener("click", act);
  return made;
}
