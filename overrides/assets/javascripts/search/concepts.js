// @ts-check
// What a query asks for: its words read against the index, with their fit, and a term's other names beside them. Pure.

import { formOf, formsFrom, formsOf } from "./lookup.js";
import { parsed } from "./parse.js";
import { Reading, SHORTEST_BEGINNING } from "./reading.js";

/** @typedef {import("./scoring.js").Fit} Fit */
/** @typedef {import("./passages.js").Wanted} Wanted */
/** @typedef {import("./reading.js").Word} Word */
/** @typedef {import("./parse.js").Chunk} Chunk */

/**
 * @typedef {object} Concept  a word of the query, or several that name one term
 * @property {string} key  empty for a word that is still going on
 * @property {Fit} fit
 * @property {Wanted} wanted
 */

/**
 * @typedef {object} Asked
 * @property {{ chunk: Chunk, places: Word[][] }[]} read
 * @property {Fit[]} fits
 * @property {Wanted[]} wanted  words to look for in texts
 * @property {Fit[]} excluded
 * @property {(Set<string> | null)[][]} phrases  the forms of each place; nothing for a word that the site lacks
 * @property {number} term  document of the term that the query names, common words apart; -1 for none
 */

/** Finds out what queries ask for. */
export class Concepts {
  /**
   * @param {import("./files.js").Files} files
   * @param {import("./scoring.js").Scorer} scorer
   * @param {string} locale
   */
  constructor(files, scorer, locale) {
    this.files = files;
    this.scorer = scorer;
    this.reading = new Reading(files, locale);
  }

  /**
   * @param {string} text
   * @returns {Promise<Asked>}
   */
  async asked(text) {
    const { chunks, open } = parsed(text);
    const [terms, read] = await Promise.all([this.files.terms(), this.read(chunks, open)]);
    const known = await this.known(read.filter(({ chunk }) => !chunk.excluded));
    const unfinished = open ? await this.unfinished(read, known) : null;
    const concepts = unfinished ? [...known.filter((concept) => concept.key !== unfinished.key), unfinished] : known;
    const total = concepts.reduce((sum, { fit }) => sum + fit.idf, 0) || 1;
    for (const { fit, wanted } of concepts) wanted.share = fit.idf / total;
    const named = await this.named(concepts, terms);
    return {
      read,
      fits: named.fits,
      wanted: concepts.map(({ wanted }) => wanted),
      excluded: (await this.known(read.filter(({ chunk }) => chunk.excluded))).map(({ fit }) => fit),
      phrases: phrases(read, known),
      term: named.term,
    };
  }

  /**
   * Words that begin like those of a query of which the site has nothing.
   *
   * @param {Asked} asked
   * @param {number} letters
   */
  async alike(asked, letters) {
    const words = asked.read.flatMap(({ chunk }) => (chunk.excluded ? [] : chunk.words.flat()));
    const starts = new Set(words.filter((word) => word.length > letters).map((word) => word.slice(0, letters)));
    const concepts = await Promise.all(Array.from(starts, (start) => this.begun(start, "")));
    for (const { wanted } of concepts) wanted.share = 1 / concepts.length;
    return concepts;
  }

  /**
   * @param {Chunk[]} chunks
   * @param {boolean} open
   */
  async read(chunks, open) {
    const isOpen = (/** @type {number} */ place) => open && place === chunks.length - 1;
    const places = await Promise.all(chunks.map((chunk, place) => this.reading.words(chunk, isOpen(place))));
    const isForeign = places.flat(2).some(({ reason }) => reason === "layout" || reason === "transliteration");
    return Promise.all(
      chunks.map(async (chunk, place) => ({
        chunk,
        places: (isForeign && (await this.reading.inOtherScript(chunk))) || places[place],
      })),
    );
  }

  /**
   * Each word once.
   *
   * @param {{ places: Word[][] }[]} read
   * @returns {Promise<Concept[]>}
   */
  known(read) {
    const words = new Map(read.flatMap(({ places }) => places.flat()).map((word) => [word.key, word]));
    return Promise.all(Array.from(words.values(), (word) => this.concept(word.key, word.form)));
  }

  /**
   * @param {string} key
   * @param {string} form
   * @returns {Promise<Concept>}
   */
  async concept(key, form) {
    const found = await formsOf(this.files, key, form);
    const isCommon = this.reading.common.has(form);
    return {
      key,
      fit: this.scorer.fit(found.stem, found.start, found.titleStart, {
        weight: isCommon ? this.scorer.weights.common : 1,
        form,
      }),
      wanted: { share: 0, isCommon, forms: new Set(found.stem.map(formOf)), near: new Set(found.start.map(formOf)) },
    };
  }

  /**
   * The last word, if it may be the beginning of others.
   *
   * @param {{ chunk: Chunk, places: Word[][] }[]} read
   * @param {Concept[]} known
   */
  async unfinished(read, known) {
    const last = /** @type {{ chunk: Chunk, places: Word[][] }} */ (read.at(-1));
    const typed = last.chunk.words.at(-1)?.at(-1) ?? "";
    const word = last.places.flat().find(({ form }) => form === typed);
    if (typed.length < SHORTEST_BEGINNING || (word && typed.length > LONGEST_BEGINNING)) return null;
    const concept = await this.begun(typed, word?.key ?? "");
    return concept.wanted.forms.size > (known.find(({ key }) => key === word?.key)?.wanted.forms.size ?? 0)
      ? concept
      : null;
  }

  /**
   * @param {string} typed
   * @param {string} key
   * @returns {Promise<Concept>}
   */
  async begun(typed, key) {
    const entries = await formsFrom(this.files, typed);
    const forms = new Set(entries.map(formOf));
    const fit = this.scorer.fit(entries, entries, entries);
    return { key, fit, wanted: { share: 0, isCommon: false, forms, near: forms } };
  }

  /**
   * The concepts' fits, where some name a term together with its other names.
   *
   * @param {Concept[]} concepts
   * @param {[number, ...[forms: string, keys: string][]][]} terms
   */
  async named(concepts, terms) {
    const keys = concepts.map(({ key }) => key);
    const fits = [];
    let term = -1;
    for (let at = 0; at < concepts.length; at++) {
      const found = longestName(terms, keys, at);
      if (!found) {
        fits.push(concepts[at].fit);
        continue;
      }
      const typed = concepts.slice(at, at + found.length);
      const others = await Promise.all(found.others.map((name) => this.name(name)));
      // Of a name of several words none stands for the term by itself.
      for (const [name] of others.filter((words) => words.length === 1)) {
        for (const { wanted } of typed) {
          wanted.forms = new Set([...wanted.forms, ...name.wanted.forms]);
          wanted.near = new Set([...wanted.near, ...name.wanted.forms]);
        }
      }
      fits.push(this.scorer.best([typed, ...others].map((name) => name.map(({ fit }) => fit))));
      if (concepts.every(({ wanted }, place) => wanted.isCommon || (place >= at && place < at + found.length)))
        term = found.document;
      at += found.length - 1;
    }
    return { fits, term };
  }

  /** @param {[forms: string, keys: string]} name */
  name([forms, keys]) {
    const each = forms.split(" ");
    return Promise.all(keys.split(" ").map((key, place) => this.concept(key, each[place])));
  }
}

/** Longer words that the site has are taken as whole. */
const LONGEST_BEGINNING = 4;

/**
 * @param {[number, ...[forms: string, keys: string][]][]} terms
 * @param {string[]} keys
 * @param {number} at
 */
function longestName(terms, keys, at) {
  let best = null;
  for (const [document, ...names] of terms) {
    for (const name of names) {
      const words = name[1].split(" ");
      if (words.length <= (best?.length ?? 0) || !words.every((word, place) => word === keys[at + place])) continue;
      best = { document, length: words.length, others: names.filter((other) => other !== name) };
    }
  }
  return best;
}

/**
 * @param {{ chunk: Chunk, places: Word[][] }[]} read
 * @param {Concept[]} concepts
 */
function phrases(read, concepts) {
  const forms = new Map(concepts.map(({ key, wanted }) => [key, wanted.forms]));
  /** @type {(Set<string> | null)[][]} */
  const found = [];
  for (const { chunk, places } of read) {
    if (!chunk.phrase) continue;
    found[chunk.phrase - 1] ??= [];
    chunk.words.forEach((_, place) => {
      const words = places[place] ?? [];
      const sets = words.map(({ key }) => forms.get(key) ?? new Set());
      found[chunk.phrase - 1].push(words.length ? new Set(sets.flatMap((set) => [...set])) : null);
    });
  }
  return found.filter((phrase) => phrase?.length > 1);
}
