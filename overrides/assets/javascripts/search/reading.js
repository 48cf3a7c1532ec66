// @ts-check
// From what was typed to words that the site has: known form, rule, other layout, other script, slip of the finger,
// nearest form. Pure.

import { distance } from "./distance.js";
import { formOf, formsFrom, PREFIX } from "./lookup.js";
import { chunkOf } from "./parse.js";
import { alongside, latinSpellings, onOtherLayout } from "./scripts.js";
import { START } from "./shards.js";
import { ENDING, nearest, slip } from "./slips.js";

/** A typed beginning is searched for from this length on. */
export const SHORTEST_BEGINNING = 3;
const LONGEST_WORD = 30;
const LONGEST_SUFFIX = 6;

/**
 * @typedef {object} Word  of a query
 * @property {string} form  as the site has it
 * @property {string} key
 * @property {"" | "spelling" | "layout" | "transliteration"} reason  why it is another than the typed one
 */

/** Reads words against one index. */
export class Reading {
  /**
   * @param {import("./files.js").Files} files
   * @param {string} locale
   */
  constructor(files, locale) {
    this.files = files;
    this.locale = locale;
    this.common = new Set(files.head.common);
  }

  /**
   * The words of a piece of the query, place by place; none where the site has nothing like it.
   *
   * @param {import("./parse.js").Chunk} chunk
   * @param {boolean} open  whether its last word may still be going on
   * @returns {Promise<Word[][]>}
   */
  async words(chunk, open) {
    const known = await this.knownWords(chunk);
    const unread = known.findIndex((words) => !words);
    if (unread < 0) return known.map((words) => words ?? []);
    if (open && unread === known.length - 1 && (await this.begins(chunk))) return this.begunWords(chunk, known);
    return (await this.onOtherLayout(chunk)) ?? (await this.unknownWords(chunk, known));
  }

  /**
   * The same where other words of the query were meant in another script: a short word that is known by chance too.
   *
   * @param {import("./parse.js").Chunk} chunk
   * @returns {Promise<Word[][] | null>}
   */
  async inOtherScript(chunk) {
    if (!/^[a-z]{1,3}$/i.test(chunk.text)) return null;
    const word = chunk.words[0][0];
    const found = (await this.onOtherLayout(chunk, 1)) ?? [present([await this.sounding(word)])];
    return found[0].length ? found : null;
  }

  /**
   * The key of a word that the site has in this or, by rule, another form.
   *
   * @param {string} word
   * @returns {Promise<Word | null>}
   */
  async known(word) {
    const key = (await this.files.shard(word))?.key(word);
    return key === undefined ? null : { form: word, key, reason: "" };
  }

  /**
   * Of each word of a chunk what the site has: itself, its parts; nothing where any part is unknown.
   *
   * @param {import("./parse.js").Chunk} chunk
   * @returns {Promise<(Word[] | null)[]>}
   */
  knownWords(chunk) {
    return Promise.all(
      chunk.words.map(async (words) => {
        const found = await Promise.all(words.map((word) => this.known(word)));
        const parts = found.length > 1 ? found.slice(1) : found;
        return parts.every(Boolean) ? present(found) : null;
      }),
    );
  }

  /**
   * @param {import("./parse.js").Chunk} chunk
   * @param {(Word[] | null)[]} known
   * @returns {Promise<Word[][]>}
   */
  unknownWords(chunk, known) {
    return Promise.all(
      chunk.words.map(async (words, place) => {
        const parts = words.length > 1 ? words.slice(1) : words;
        return known[place] ?? present(await Promise.all(parts.map((word) => this.read(word))));
      }),
    );
  }

  /**
   * The words of a chunk whose last part is only the beginning of one.
   *
   * @param {import("./parse.js").Chunk} chunk
   * @param {(Word[] | null)[]} known
   * @returns {Promise<Word[][]>}
   */
  async begunWords(chunk, known) {
    const parts = chunk.words.at(-1)?.slice(1, -1) ?? [];
    return [
      ...known.slice(0, -1).map((words) => words ?? []),
      present(await Promise.all(parts.map((word) => this.read(word)))),
    ];
  }

  /** @param {string} word */
  async read(word) {
    return (await this.known(word)) ?? (await this.unknown(word));
  }

  /** @param {import("./parse.js").Chunk} chunk */
  async begins(chunk) {
    const last = chunk.words.at(-1)?.at(-1) ?? "";
    return last.length >= SHORTEST_BEGINNING && (await formsFrom(this.files, last)).length > 0;
  }

  /**
   * The chunk as the other layout would have it, if the site has these words.
   *
   * @param {import("./parse.js").Chunk} chunk
   * @param {number} [shortest]  shorter words are not tried
   * @returns {Promise<Word[][] | null>}
   */
  async onOtherLayout(chunk, shortest = 3) {
    const text = chunk.text.toLowerCase();
    for (const typed of new Set([text, text.replace(/[.,;:'\]]+$/, "")])) {
      const other = onOtherLayout(this.locale, typed);
      const places = other && other.length >= shortest ? chunkOf(other).words : [];
      const parts = places.flatMap((words) => (words.length > 1 ? words.slice(1) : words));
      const found = await Promise.all(parts.map((word) => this.inSomeForm(word)));
      if (found.length && found.every(Boolean)) return [present(found).map((word) => ({ ...word, reason: "layout" }))];
    }
    return null;
  }

  /** @param {string} word */
  async inSomeForm(word) {
    return (await this.known(word)) ?? (await this.inflected(word));
  }

  /**
   * What a word that the site lacks stands for.
   *
   * @param {string} word
   * @returns {Promise<Word | null>}
   */
  async unknown(word) {
    // A common word that the site happens to lack is no slip of another one.
    if (word.length < 2 || this.common.has(word)) return null;
    return (await this.sounding(word)) ?? (await this.inflected(word)) ?? (await this.mistyped(word));
  }

  /**
   * A form that the site lacks of a word that it has.
   *
   * @param {string} word
   * @returns {Promise<Word | null>}
   */
  async inflected(word) {
    const key = ruled(await this.files.rules(), word);
    if (!key) return null;
    const shard = await this.files.shard(key);
    return shard?.keys.includes(key) ? { form: word, key, reason: "" } : null;
  }

  /**
   * A site form that the word is a mistyped or, failing that, an inflected form of.
   *
   * @param {string} word
   * @returns {Promise<Word | null>}
   */
  async mistyped(word) {
    const shard = await this.files.shard(word);
    if (!shard || word.length < START || word.length > LONGEST_WORD) return null;
    return slip(shard, word) ?? nearest(shard, word) ?? (await this.mistypedStart(word));
  }

  /**
   * A key that the word is a form of, were it not for a slip in its first letters.
   *
   * @param {string} word
   * @returns {Promise<Word | null>}
   */
  async mistypedStart(word) {
    const { words, weights } = await this.files.keys();
    let best = null;
    let least = Infinity;
    for (let place = 0; place < words.length; place++) {
      const key = words[place];
      if (key.length < START) continue;
      const most = word.length >= 8 && key.length >= 8 ? 2 : 1;
      const slips = distance(word, key, most, ENDING);
      const cost = slips * 8 + Math.max(0, word.length - key.length) - weights[place] / 16;
      if (slips <= most && cost < least) {
        least = cost;
        best = key;
      }
    }
    return best ? { form: best, key: best, reason: "spelling" } : null;
  }

  /**
   * A word of another script that is written like this in Latin letters.
   *
   * @param {string} latin
   * @returns {Promise<Word | null>}
   */
  async sounding(latin) {
    const table = latinSpellings(this.locale);
    if (!table || !/^[a-z0-9']+$/.test(latin) || !/[a-z]/.test(latin) || latin.length > LONGEST_WORD) return null;
    const { words } = await this.files.keys();
    const groups = new Set(words.map((word) => word.slice(0, START)));
    const able = [...groups].filter((group) => alongside(table, latin, group)[group.length]);
    const shards = new Set(await Promise.all(able.map((group) => this.files.shard(group))));
    const whole = 1 << latin.length;
    let best = null;
    let most = 0;
    for (const shard of shards) {
      for (let place = 0; shard && place < shard.forms.length; place++) {
        const form = shard.forms[place];
        const reach = alongside(table, latin, form);
        const used = reach.findLastIndex(Boolean);
        const letters = 31 - Math.clz32(reach[used]);
        const exact = (reach[form.length] & whole) !== 0;
        const differs = latin.length - letters + form.length - used;
        if (!exact && (letters < PREFIX || differs > ENDING)) continue;
        const holders = shard.postings.ends[place] - (place ? shard.postings.ends[place - 1] : 0);
        const merit = (exact ? 100 : letters - differs) + Math.log2(1 + holders) / 32;
        if (merit > most) {
          most = merit;
          best = { shard, place };
        }
      }
    }
    return best && { form: formOf(best), key: best.shard.keys[best.place], reason: "transliteration" };
  }
}

/**
 * The key of a folded word by the rule of its longest known suffix: as kb/text/rules.py applies them.
 *
 * @param {Map<string, [number, string]>} rules
 * @param {string} word
 * @returns {string | undefined} nothing where no rule fits
 */
export function ruled(rules, word) {
  for (let length = Math.min(LONGEST_SUFFIX, word.length - 2); length > 0; length--) {
    const [cut, add] = rules.get(word.slice(-length)) ?? [word.length, ""];
    if (word.length - cut >= 2) return word.slice(0, word.length - cut) + add;
  }
  return undefined;
}

/**
 * @param {(Word | null)[]} words
 * @returns {Word[]}
 */
function present(words) {
  return words.filter((word) => word !== null);
}
