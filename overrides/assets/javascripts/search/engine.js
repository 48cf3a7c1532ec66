// @ts-check
// The search engine: from a query to documents, over an index that is read in parts. Runs in a worker, a page and
// Node. Pure.

import { Concepts } from "./concepts.js";
import { Files, Replaced } from "./files.js";
import { parsed } from "./parse.js";
import { holds, Passages, spelled } from "./passages.js";
import { Scorer } from "./scoring.js";

export { SearchError } from "./files.js";

/** @typedef {import("./passages.js").Marks} Marks */

/**
 * @typedef {object} Result
 * @property {string} id
 * @property {string} url  relative to the site's root
 * @property {string} title
 * @property {Marks} titleMarks
 * @property {string} excerpt
 * @property {Marks} marks  in the excerpt
 * @property {number} score
 * @property {string[]} trail  titles of the sections above
 * @property {string} kind  "article", "term", …
 * @property {string} locale  of its text where that is not the index's
 * @property {{ id: string, heading: string, marks: Marks }[]} sections  those that fit best
 */

/**
 * @typedef {object} Answer
 * @property {Result[]} results
 * @property {number} total  documents that fit
 * @property {{ query: string, reason: "spelling" | "layout" | "transliteration" | "phrase" } | null} reading  what
 *   was read instead of what was typed
 * @property {{ id: string, url: string, title: string, text: string } | null} definition  of the term that was typed
 * @property {Result[]} nearest  where nothing fits
 */

/** The first results are put in order by how near the words stand in their texts, which costs a file each. */
const RERANKED = 10;
const PHRASE_CANDIDATES = 40;
const MOST_NEAREST = 5;

/**
 * @param {{ locale: string, read: import("./files.js").Read, weights?: object, reranked?: number }} options  `read`
 *   gets a path below the index's folder
 */
export function openSearch(options) {
  return new Search(options);
}

class Search {
  /** @param {{ locale: string, read: import("./files.js").Read, weights?: object, reranked?: number }} options */
  constructor({ locale, read, weights, reranked = RERANKED }) {
    this.locale = locale;
    this.read = read;
    this.weights = weights;
    this.reranked = reranked;
    /** @type {Promise<Opened> | undefined} */
    this.opened = undefined;
  }

  /** Reads what every query needs. */
  async ready() {
    await (await this.open(false)).files.terms();
  }

  /**
   * @param {string} text
   * @param {{ limit?: number, offset?: number }} [options]
   * @returns {Promise<Answer>}
   */
  async query(text, { limit = 10, offset = 0 } = {}) {
    return this.asked((opened) => opened.answer(text, limit, offset), parsed(text).chunks.length > 0, empty());
  }

  /**
   * The folded forms that count as the query's words: what is to be marked on a page.
   *
   * @param {string} text
   * @returns {Promise<string[]>}
   */
  async forms(text) {
    return this.asked((opened) => opened.forms(text), parsed(text).chunks.length > 0, /** @type {string[]} */ ([]));
  }

  /**
   * @template T
   * @param {(opened: Opened) => Promise<T>} ask
   * @param {boolean} isAsked
   * @param {T} nothing
   * @returns {Promise<T>}
   */
  async asked(ask, isAsked, nothing) {
    if (!isAsked) return nothing;
    try {
      return await ask(await this.open(false));
    } catch (failure) {
      if (!(failure instanceof Replaced)) throw failure;
      return ask(await this.open(true));
    }
  }

  /**
   * @param {boolean} again
   * @returns {Promise<Opened>}
   */
  open(again) {
    if (again || !this.opened) {
      this.opened = Files.open(this.read, again).then((files) => new Opened(files, this));
      this.opened.catch(() => {
        this.opened = undefined;
      });
    }
    return this.opened;
  }
}

/** One version of an index, being asked. */
class Opened {
  /**
   * @param {Files} files
   * @param {{ locale: string, weights?: object, reranked: number }} options
   */
  constructor(files, { locale, weights, reranked }) {
    this.files = files;
    this.scorer = new Scorer(files.head, weights);
    this.concepts = new Concepts(files, this.scorer, locale);
    this.reranked = reranked;
  }

  /** @param {string} text */
  async forms(text) {
    const { wanted } = await this.concepts.asked(text);
    return [...new Passages(wanted).very.keys()];
  }

  /**
   * @param {string} text
   * @param {number} limit
   * @param {number} offset
   * @returns {Promise<Answer>}
   */
  async answer(text, limit, offset) {
    const asked = await this.concepts.asked(text);
    const scores = this.scorer.scores(asked.fits);
    if (asked.term >= 0) scores[asked.term] += this.scorer.weights.term;
    for (const { very } of asked.excluded) {
      for (let d = 0; d < scores.length; d++) if (very[d]) scores[d] = 0;
    }
    let ranked = rankedBy(scores);
    const passages = new Passages(asked.wanted);
    if (asked.wanted.length > 1) await this.rerank(ranked, scores, passages);
    const held = asked.phrases.length ? await this.holding(ranked, asked.phrases) : ranked;
    const isDropped = ranked.length > 0 && !held.length;
    if (!isDropped) ranked = held;
    const shown = ranked.slice(offset, offset + limit);
    const results = await this.results(shown, scores, passages);
    return {
      results,
      total: ranked.length,
      reading: reading(asked, await this.texts(shown), isDropped),
      definition: asked.term < 0 ? null : definition(await this.files.text(asked.term)),
      nearest: ranked.length ? [] : await this.nearest(asked),
    };
  }

  /** @param {number[]} numbers */
  texts(numbers) {
    return Promise.all(numbers.map((number) => this.files.text(number)));
  }

  /**
   * Of the first documents those that hold every phrase.
   *
   * @param {number[]} ranked
   * @param {(Set<string> | null)[][]} phrases
   */
  async holding(ranked, phrases) {
    if (phrases.some((phrase) => phrase.includes(null))) return [];
    const sets = /** @type {Set<string>[][]} */ (phrases);
    const first = ranked.slice(0, PHRASE_CANDIDATES);
    const texts = await this.texts(first);
    return first.filter((_, place) => sets.every((phrase) => holds(texts[place], phrase)));
  }

  /**
   * Documents with words that begin like those that the site lacks.
   *
   * @param {import("./concepts.js").Asked} asked
   */
  async nearest(asked) {
    for (const letters of [5, 4, 3]) {
      const concepts = await this.concepts.alike(asked, letters);
      const scores = this.scorer.scores(concepts.map(({ fit }) => fit));
      const ranked = rankedBy(scores).slice(0, MOST_NEAREST);
      if (ranked.length) return this.results(ranked, scores, new Passages(concepts.map(({ wanted }) => wanted)));
    }
    return [];
  }

  /**
   * @param {number[]} ranked
   * @param {Float64Array} scores
   * @param {Passages} passages
   */
  async rerank(ranked, scores, passages) {
    const first = ranked.slice(0, this.reranked);
    const texts = await this.texts(first);
    first.forEach((number, place) => {
      const [title, whole] = passages.nearness(texts[place]);
      scores[number] += this.scorer.weights.nearInTitle * title + this.scorer.weights.near * whole;
    });
    first.sort((one, other) => scores[other] - scores[one] || one - other);
    ranked.splice(0, first.length, ...first);
  }

  /**
   * @param {number[]} numbers
   * @param {Float64Array} scores
   * @param {Passages} passages
   * @returns {Promise<Result[]>}
   */
  async results(numbers, scores, passages) {
    const texts = await this.texts(numbers);
    return texts.map((text, place) => ({
      id: text.id,
      url: text.url ?? "",
      title: text.title,
      titleMarks: passages.marks(text.title),
      ...passages.excerpt(text),
      score: scores[numbers[place]],
      trail: text.trail ?? [],
      kind: text.kind ?? "article",
      locale: text.locale ?? "",
      sections: passages.sections(text),
    }));
  }
}

/** @returns {Answer} */
function empty() {
  return { results: [], total: 0, reading: null, definition: null, nearest: [] };
}

/**
 * Documents that fit at all, the best first.
 *
 * @param {Float64Array} scores
 */
function rankedBy(scores) {
  return Array.from(scores.keys())
    .filter((d) => scores[d] > 0)
    .sort((one, other) => scores[other] - scores[one] || one - other);
}

/**
 * What was read, where that is something else than was typed.
 *
 * @param {import("./concepts.js").Asked} asked
 * @param {import("./passages.js").Text[]} texts  to take the spelling from
 * @param {boolean} isDropped  whether the quotes were disregarded
 * @returns {Answer["reading"]}
 */
function reading({ read }, texts, isDropped) {
  const reason = read.flatMap(({ places }) => places.flat().map((word) => word.reason)).find((reason) => reason);
  if (!reason && !isDropped) return null;
  const query = read.map(({ chunk, places }) => {
    const words = places.flat();
    const text = words.some((word) => word.reason)
      ? words.map(({ form }) => spelled(texts, form)).join(" ")
      : chunk.text;
    return chunk.excluded ? `-${text}` : text;
  });
  return { query: query.join(" "), reason: reason || "phrase" };
}

/** @param {import("./passages.js").Text} text */
function definition(text) {
  return { id: text.id, url: text.url ?? "", title: text.title, text: text.definition ?? "" };
}
