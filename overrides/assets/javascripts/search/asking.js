// @ts-check
// When a query that is being typed is asked, and which answer still counts.

import { askable } from "./typing.js";

/** @typedef {import("./client.js").Answer} Answer */
/** @typedef {import("./client.js").SearchClient} SearchClient */

/**
 * @typedef {object} Listener  is told how it stands, and never of an answer to what is no longer asked
 * @property {() => void} nothing  there is nothing to ask
 * @property {() => void} loading  the answer takes its time
 * @property {(answer: Answer, text: string) => void} answer
 * @property {(error: unknown, retry: () => void) => void} fault
 */

/** A key is answered at once; while an answer is under way the newest text waits, so long at most. */
const WAITING_MS = 150;
/** After a pause a short last word counts as whole: "mx", "ip". */
const PAUSE_MS = 700;
const LOADING_MS = 300;

export class Asking {
  #client;
  #limit;
  #listener;
  #asked = "";
  /** The text whose answer is under way. */
  #sent = "";
  #timers = { ask: 0, pause: 0, loading: 0 };

  /**
   * @param {SearchClient} client
   * @param {number} limit  of results
   * @param {Listener} listener
   */
  constructor(client, limit, listener) {
    this.#client = client;
    this.#limit = limit;
    this.#listener = listener;
  }

  /** Whether nothing is asked, nor answered. */
  get isIdle() {
    return this.#asked === "";
  }

  /** @param {string} text  as it stands in the box */
  typed(text) {
    clearTimeout(this.#timers.pause);
    const wanted = askable(text);
    if (wanted === "") this.forget();
    else if (wanted !== this.#asked) {
      clearTimeout(this.#timers.ask);
      this.#asked = wanted;
      if (this.#sent) this.#timers.ask = setTimeout(() => this.#ask(wanted), WAITING_MS);
      else this.#ask(wanted);
    }
    const isUnfinished = wanted !== text && text.trim() !== "";
    if (isUnfinished) this.#timers.pause = setTimeout(() => this.#ask(`${text} `), PAUSE_MS);
  }

  forget() {
    this.#asked = "";
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    this.#listener.nothing();
  }

  /** @param {string} text */
  async #ask(text) {
    this.#asked = text;
    this.#sent = text;
    clearTimeout(this.#timers.ask);
    clearTimeout(this.#timers.loading);
    this.#timers.loading = setTimeout(() => this.#listener.loading(), LOADING_MS);
    try {
      const answer = await this.#client.query(text, { limit: this.#limit });
      this.#settle(text, () => this.#listener.answer(answer, text.trim()));
    } catch (error) {
      this.#settle(text, () => {
        this.#asked = ""; // The same letters may be asked again.
        this.#listener.fault(error, () => this.#ask(this.#asked || text));
      });
    }
  }

  /**
   * @param {string} text
   * @param {() => void} tell
   */
  #settle(text, tell) {
    if (text === this.#sent) this.#sent = "";
    if (text !== this.#asked) {
      // What was typed meanwhile has waited long enough.
      if (this.#asked && !this.#sent) this.#ask(this.#asked);
      return;
    }
    clearTimeout(this.#timers.loading);
    tell();
  }
}
