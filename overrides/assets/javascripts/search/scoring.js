// @ts-check
// How well documents fit the words of a query. Pure.

import { idf, mean, saturated } from "./bm25.js";
import { learnedLevels, PROMINENT } from "./learned.js";
import { COUNT, HEADING, LEAD, TITLE } from "./shards.js";

/** One set for all locales, fitted on three and scored on the fourth in turn. */
export const WEIGHTS = {
  body: 2.2,
  bodyStart: 0.9,
  title: 0.7,
  titleStart: 1.4,
  lead: 1.8,
  anywhere: 0.6,
  headings: 10,
  allInTitle: 20,
  wholeTitle: 10,
  exact: 8,
  near: 14,
  nearInTitle: 6,
  synonym: 0.9,
  common: 0.3,
  learned: 5,
  learnedTitle: 2,
  term: 20,
};

/**
 * @typedef {object} Gathered  postings of several forms, united
 * @property {Uint16Array} counts  by document
 * @property {Uint8Array} flags  by document
 */

/**
 * @typedef {object} Fit  how each document fits one word
 * @property {number} words  how many words it stands for
 * @property {number} idf
 * @property {Float64Array} scores
 * @property {Float32Array} anywhere  share of the word that the document has, 0 to 1
 * @property {Float32Array} lead  … in its title or first words
 * @property {Float32Array} headings  … in its title or headings
 * @property {Uint8Array} exact  1 where the document has the word in the very form that was typed
 * @property {Uint8Array} very  1 where the document has the very word, 2 where its title has
 */

/** @typedef {{ counts: number[], mean: number }} Lengths */

/**
 * @param {import("./lookup.js").Entry[]} entries
 * @param {number} documents
 * @returns {Gathered}
 */
export function gathered(entries, documents) {
  const counts = new Uint16Array(documents);
  const flags = new Uint8Array(documents);
  for (const { shard, place } of entries) {
    const { ends, documents: numbers, bytes } = shard.postings;
    for (let at = place ? ends[place - 1] : 0; at < ends[place]; at++) {
      counts[numbers[at]] += bytes[at] & COUNT;
      flags[numbers[at]] |= bytes[at] & ~COUNT;
    }
  }
  return { counts, flags };
}

/** The documents of an index, as far as scores need them. */
export class Scorer {
  /**
   * @param {{ count: number, lengths: number[], titleLengths: Uint8Array }} manifest
   * @param {Partial<typeof WEIGHTS>} [weights]  instead of ours, to try others
   */
  constructor({ count, lengths, titleLengths }, weights) {
    this.documents = count;
    this.lengths = lengths;
    this.titleLengths = titleLengths;
    this.mean = mean(lengths);
    this.titleMean = mean(titleLengths);
    this.weights = { ...WEIGHTS, ...weights };
  }

  /**
   * How each document fits a word.
   *
   * @param {import("./lookup.js").Entry[]} stem  forms of the word's key
   * @param {import("./lookup.js").Entry[]} start  forms whose key begins alike
   * @param {import("./lookup.js").Entry[]} titleStart  the same with fewer letters: titles have few words
   * @param {{ weight?: number, form?: string }} [word]  its weight, the form that was typed
   * @returns {Fit}
   */
  fit(stem, start, titleStart, { weight = 1, form = "" } = {}) {
    const n = this.documents;
    const own = gathered(stem, n);
    const near = start === stem ? own : gathered(start, n);
    const typed = gathered(
      stem.filter(({ shard, place }) => shard.forms[place] === form),
      n,
    );
    const titles = titleStart === start ? near : gathered(titleStart, n);
    const fit = {
      words: 1,
      idf: idf(
        holders(own, (count, flags) => count > 0 || (flags & TITLE) > 0),
        n,
      ),
      scores: new Float64Array(n),
      anywhere: new Float32Array(n),
      lead: new Float32Array(n),
      headings: new Float32Array(n),
      exact: Uint8Array.from(typed.counts, (count, d) => (count || typed.flags[d] & TITLE ? 1 : 0)),
      very: new Uint8Array(n),
    };
    const idfs = {
      body: this.weights.body * idf(holders(own, counted), n),
      bodyStart: this.weights.bodyStart * idf(holders(near, counted), n),
      title: this.weights.title * idf(holders(own, titled), n),
      titleStart: this.weights.titleStart * idf(holders(titles, titled), n),
    };
    for (let d = 0; d < n; d++) {
      const flags = own.flags[d] | near.flags[d];
      const inTitle = (flags | titles.flags[d]) & TITLE;
      if (!(own.counts[d] || near.counts[d] || flags || inTitle)) continue;
      const length = this.lengths[d];
      const titleWeight = saturated(1, this.titleLengths[d], this.titleMean);
      fit.scores[d] =
        weight *
        (idfs.body * saturated(own.counts[d], length, this.mean) +
          idfs.bodyStart * saturated(near.counts[d], length, this.mean) +
          (own.flags[d] & TITLE ? idfs.title * titleWeight : 0) +
          (titles.flags[d] & TITLE ? idfs.titleStart * titleWeight : 0));
      fit.anywhere[d] = own.counts[d] || near.counts[d] || flags ? 1 : 0;
      fit.lead[d] = flags & (LEAD | TITLE) ? 1 : 0;
      fit.headings[d] = flags & HEADING || inTitle ? 1 : 0;
      fit.very[d] = own.flags[d] & TITLE ? 2 : own.counts[d] ? 1 : 0;
    }
    this.addLearned(
      fit,
      stem,
      holders(own, (count, flags) => count > 0 || (flags & TITLE) > 0),
    );
    return fit;
  }

  /**
   * Adds what documents were found to mean without using the word.
   *
   * @param {Fit} fit
   * @param {import("./lookup.js").Entry[]} stem
   * @param {number} holders  documents that have the word
   */
  addLearned(fit, stem, holders) {
    const levels = stem.flatMap(learnedLevels);
    const expected = levels.reduce((sum, { text }) => sum + Math.min(1, text), 0);
    const weight = idf(holders + expected, this.documents);
    for (const { document: d, text, inTitle, isInLead, isInHeading } of levels) {
      // In the text a level says that no form of the word is there; words that begin alike count beside it.
      const title = fit.headings[d] ? 0 : inTitle;
      const isThere = fit.anywhere[d] > 0;
      fit.scores[d] +=
        weight *
        (this.weights.learned * saturated(text, this.mean, this.mean) +
          this.weights.learnedTitle * Math.min(1, Math.sqrt(title)));
      fit.anywhere[d] = Math.max(fit.anywhere[d], shareOf(text, title));
      fit.lead[d] = Math.max(fit.lead[d], shareOf(title, isInLead ? PROMINENT : 0));
      if (!isThere) fit.headings[d] = Math.max(fit.headings[d], shareOf(title, isInHeading ? PROMINENT : 0));
    }
  }

  /**
   * How each document fits a phrase by the one of its names that fits best.
   *
   * @param {Fit[][]} names  words of each; the first are those that were typed
   * @returns {Fit}
   */
  best(names) {
    const n = this.documents;
    const joint = names.map((fits, number) => joined(fits, n, number ? this.weights.synonym : 1));
    const [typed, ...others] = joint;
    for (const other of others) {
      for (let d = 0; d < n; d++) {
        typed.scores[d] = Math.max(typed.scores[d], other.scores[d]);
        typed.anywhere[d] = Math.max(typed.anywhere[d], other.anywhere[d]);
        typed.lead[d] = Math.max(typed.lead[d], other.lead[d]);
        typed.headings[d] = Math.max(typed.headings[d], other.headings[d]);
      }
    }
    return typed;
  }

  /**
   * Scores of all documents for a query; 0 for those that have nothing of it.
   *
   * @param {Fit[]} fits  of its words
   */
  scores(fits) {
    const { weights } = this;
    const total = fits.reduce((sum, fit) => sum + fit.idf, 0) || 1;
    const words = fits.reduce((sum, fit) => sum + fit.words, 0);
    return Float64Array.from({ length: this.documents }, (_, d) => {
      let score = 0;
      let anywhere = 0;
      let lead = 0;
      let headings = 0;
      let titled = 0;
      let exact = 0;
      for (const fit of fits) {
        score += fit.scores[d];
        anywhere += fit.idf * fit.anywhere[d];
        lead += fit.idf * fit.lead[d];
        headings += fit.idf * fit.headings[d];
        exact += fit.idf * fit.exact[d];
        titled += (fit.very[d] >> 1) * fit.words;
      }
      if (!anywhere && !headings) return 0;
      score += weights.anywhere * anywhere;
      score += (weights.lead * lead * lead + weights.headings * headings + weights.exact * exact) / total;
      if (headings > 0.999 * total) score += weights.allInTitle;
      return titled === words && titled === this.titleLengths[d] ? score + weights.wholeTitle : score;
    });
  }
}

/**
 * The words of one name taken together.
 *
 * @param {Fit[]} fits
 * @param {number} documents
 * @param {number} weight
 * @returns {Fit}
 */
function joined(fits, documents, weight) {
  const total = fits.reduce((sum, fit) => sum + fit.idf, 0) || 1;
  /** @param {"anywhere" | "lead" | "headings"} place */
  const share = (place) =>
    Float32Array.from(
      { length: documents },
      (_, d) => (weight * fits.reduce((sum, fit) => sum + fit.idf * fit[place][d], 0)) / total,
    );
  return {
    words: fits.length,
    idf: total,
    scores: Float64Array.from(
      { length: documents },
      (_, d) => weight * fits.reduce((sum, fit) => sum + fit.scores[d], 0),
    ),
    anywhere: share("anywhere"),
    lead: share("lead"),
    headings: share("headings"),
    exact: Uint8Array.from({ length: documents }, (_, d) => Math.min(...fits.map((fit) => fit.exact[d]))),
    very: Uint8Array.from({ length: documents }, (_, d) => Math.min(...fits.map((fit) => fit.very[d]))),
  };
}

/**
 * How much of a word a document counts as having that is only expected to.
 *
 * @param {number} one
 * @param {number} other
 */
function shareOf(one, other) {
  return Math.min(1, 2 * Math.sqrt(Math.max(one, other)));
}

/** @param {number} count */
const counted = (count) => count > 0;

/**
 * @param {number} _count
 * @param {number} flags
 */
const titled = (_count, flags) => (flags & TITLE) > 0;

/**
 * In how many documents a claim holds.
 *
 * @param {Gathered} found
 * @param {(count: number, flags: number) => boolean} claim
 */
function holders(found, claim) {
  return found.counts.reduce((sum, count, d) => sum + (claim(count, found.flags[d]) ? 1 : 0), 0);
}
