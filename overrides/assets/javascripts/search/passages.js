// @ts-check
// A document's text as far as a query needs it: how near its words stand, an excerpt, marks, sections. Pure.

import { slots } from "./parse.js";

/**
 * @typedef {object} Text  a document, as kb/search/index.py wrote it
 * @property {string} id
 * @property {string} [url]
 * @property {string} title
 * @property {string[]} [trail]
 * @property {string} [kind]
 * @property {string} [locale]
 * @property {string} [definition]
 * @property {[id: string, heading: string, text: string][]} [sections]
 */

/**
 * @typedef {object} Wanted  a word of the query
 * @property {number} share  its part of the query's weight, 0 to 1
 * @property {boolean} isCommon  whether it says nothing of the subject: such words are looked for in texts if there are no others
 * @property {Set<string>} forms  of its key
 * @property {Set<string>} near  forms that begin alike, `forms` among them
 */

/** @typedef {import("./parse.js").Slot} Slot */
/** @typedef {[start: number, end: number][]} Marks  UTF-16 units */
/** @typedef {{ slot: Slot, of: number[] }} Hit  a place and the words of the query that stand there */
/** @typedef {{ title: Slot[], headings: Slot[][], bodies: Slot[][] }} Places */

const FARTHEST = 8;
const EXCERPT = 220;
const BEFORE = 50;
const MOST_SECTIONS = 3;
/** A section is named if it has so much of what the best one has. */
const WORTH_NAMING = 0.6;

/** @type {WeakMap<Text, Places>} */
const kept = new WeakMap();

/** Reads texts with the words of one query in mind. */
export class Passages {
  /** @param {Wanted[]} wanted */
  constructor(wanted) {
    this.wanted = wanted;
    const isShown = wanted.map(({ isCommon }) => !isCommon || wanted.every((other) => other.isCommon));
    this.very = byForm(wanted, ({ forms }, number) => (isShown[number] ? forms : []));
    this.near = byForm(wanted, ({ near }, number) => (isShown[number] ? near : []));
  }

  /**
   * How near the words stand in the title, and in title and text.
   *
   * @param {Text} text
   * @returns {[title: number, whole: number]}
   */
  nearness(text) {
    const { title, headings, bodies } = placesOf(text);
    const rest = bodies.flatMap((body, number) => [headings[number], body]);
    return [this.nearnessIn(title), this.nearnessIn([title, ...rest].flat())];
  }

  /**
   * The sum over pairs of words of (share + share) / distance, up to 8 words.
   *
   * @param {Slot[]} stream
   */
  nearnessIn(stream) {
    /** @type {[place: number, word: number][]} */
    let recent = [];
    /** @type {Map<number, number>} */
    const least = new Map();
    stream.forEach(({ words }, place) => {
      const here = met(words, this.near);
      if (!here.length) return;
      recent = recent.filter(([before]) => place - before <= FARTHEST);
      for (const one of here) {
        for (const [before, other] of recent) {
          if (other === one) continue;
          const pair = Math.min(one, other) * this.wanted.length + Math.max(one, other);
          least.set(pair, Math.min(least.get(pair) ?? FARTHEST, place - before));
        }
      }
      for (const one of here) recent.push([place, one]);
    });
    let sum = 0;
    for (const [pair, apart] of least) {
      const one = this.wanted[Math.floor(pair / this.wanted.length)];
      sum += (one.share + this.wanted[pair % this.wanted.length].share) / apart;
    }
    return sum;
  }

  /**
   * The passage that says most about the query, with marks.
   *
   * @param {Text} text
   * @returns {{ excerpt: string, marks: Marks }}
   */
  excerpt(text) {
    const { bodies } = placesOf(text);
    let best = { worth: 0, section: 0, from: 0 };
    bodies.forEach((places, section) => {
      const body = text.sections?.[section][2] ?? "";
      const hits = this.hits(places);
      hits.forEach(({ slot }, first) => {
        const from = startNear(body, slot.start);
        const inside = hits.slice(first).filter((hit) => hit.slot.end <= from + EXCERPT);
        const worth = this.share(inside) + inside.length / 100;
        if (worth > best.worth + 1e-9) best = { worth, section, from };
      });
    });
    const body = text.sections?.[best.section]?.[2] ?? "";
    const to = endNear(body, best.from + EXCERPT);
    const before = best.from ? "… " : "";
    const shift = before.length - best.from;
    const inside = (bodies[best.section] ?? []).filter(({ start, end }) => start >= best.from && end <= to);
    return {
      excerpt: before + body.slice(best.from, to).replaceAll("\n", " ") + (to < body.length ? " …" : ""),
      marks: this.hits(inside).map(({ slot }) => [slot.start + shift, slot.end + shift]),
    };
  }

  /**
   * @param {string} line
   * @returns {Marks}
   */
  marks(line) {
    return this.hits(slots(line)).map(({ slot }) => [slot.start, slot.end]);
  }

  /**
   * The sections that have most of the query, in the document's order.
   *
   * @param {Text} text
   */
  sections(text) {
    const { headings, bodies } = placesOf(text);
    const rated = (text.sections ?? []).map(([id, heading], number) => ({
      id,
      heading,
      number,
      worth: 2 * this.share(this.hits(headings[number])) + this.share(this.hits(bodies[number])),
    }));
    const most = Math.max(...rated.map(({ worth }) => worth), 0);
    return rated
      .filter(({ id, worth }) => id && worth > WORTH_NAMING * most)
      .sort((one, other) => other.worth - one.worth || one.number - other.number)
      .slice(0, MOST_SECTIONS)
      .sort((one, other) => one.number - other.number)
      .map(({ id, heading }) => ({ id, heading, marks: this.marks(heading) }));
  }

  /**
   * The places with words of the query; one that only begins alike counts where the very word is nowhere.
   *
   * @param {Slot[]} places
   * @returns {Hit[]}
   */
  hits(places) {
    const found = places.map((slot) => ({ slot, of: met(slot.words, this.very) }));
    const present = new Set(found.flatMap(({ of }) => of));
    return found
      .map(({ slot, of }) => ({
        slot,
        of: [...of, ...met(slot.words, this.near).filter((word) => !present.has(word))],
      }))
      .filter(({ of }) => of.length);
  }

  /**
   * How much of the query stands at some places, each word counted once.
   *
   * @param {Hit[]} hits
   */
  share(hits) {
    const present = new Set(hits.flatMap(({ of }) => of));
    return Array.from(present).reduce((sum, word) => sum + this.wanted[word].share, 0);
  }
}

/**
 * Whether words stand side by side somewhere in the text.
 *
 * @param {Text} text
 * @param {Set<string>[]} phrase  forms of each word
 */
export function holds(text, phrase) {
  const { title, headings, bodies } = placesOf(text);
  return [title, ...headings, ...bodies].some((part) =>
    part.some((_, first) => phrase.every((forms, at) => part[first + at]?.words.some((word) => forms.has(word)))),
  );
}

/**
 * How a folded word is spelled in one of the texts.
 *
 * @param {Text[]} texts
 * @param {string} form
 */
export function spelled(texts, form) {
  for (const text of texts) {
    const lines = [text.title, ...(text.sections ?? []).flatMap(([, heading, body]) => [heading, body])];
    for (const line of lines) {
      const slot = slots(line).find(({ words }) => words[0] === form);
      if (slot) return line.slice(slot.start, slot.end).toLowerCase();
    }
  }
  return form;
}

/**
 * Form → the words of the query that it stands for.
 *
 * @param {Wanted[]} wanted
 * @param {(wanted: Wanted, number: number) => Iterable<string>} formsOf
 */
function byForm(wanted, formsOf) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  wanted.forEach((word, number) => {
    for (const form of formsOf(word, number)) found.set(form, [...(found.get(form) ?? []), number]);
  });
  return found;
}

/**
 * @param {string[]} words
 * @param {Map<string, number[]>} forms
 * @returns {number[]}
 */
function met(words, forms) {
  if (words.length === 1) return forms.get(words[0]) ?? [];
  return [...new Set(words.flatMap((word) => forms.get(word) ?? []))];
}

/**
 * @param {Text} text
 * @returns {Places}
 */
function placesOf(text) {
  const sections = text.sections ?? [];
  const found = kept.get(text) ?? {
    title: slots(text.title),
    headings: sections.map(([, heading]) => slots(heading)),
    bodies: sections.map(([, , body]) => slots(body)),
  };
  kept.set(text, found);
  return found;
}

/**
 * Where an excerpt begins so that it holds what stands at a place: at a sentence or line, else at a word.
 *
 * @param {string} text
 * @param {number} place
 */
function startNear(text, place) {
  if (place <= BEFORE) return 0;
  const before = text.slice(place - BEFORE, place);
  const ends = Array.from(before.matchAll(/[.!?;·]\s|\n/g), (end) => end.index + end[0].length);
  const start = ends.at(-1) ?? before.indexOf(" ") + 1;
  return start > 0 ? place - BEFORE + start : place;
}

/**
 * @param {string} text
 * @param {number} place
 */
function endNear(text, place) {
  if (place >= text.length) return text.length;
  const word = Math.max(text.lastIndexOf(" ", place), text.lastIndexOf("\n", place));
  return word > place - BEFORE ? word : place;
}
