// @ts-check
// Runs the search engine for tests: requests are JSON lines [method, …arguments], answers {value} or {error, code}.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { idf, saturated } from "../../overrides/assets/javascripts/search/bm25.js";
import { openSearch } from "../../overrides/assets/javascripts/search/engine.js";
import { Files } from "../../overrides/assets/javascripts/search/files.js";
import { formsOf } from "../../overrides/assets/javascripts/search/lookup.js";
import { Reading, ruled } from "../../overrides/assets/javascripts/search/reading.js";
import { gathered, Scorer } from "../../overrides/assets/javascripts/search/scoring.js";
import { TITLE } from "../../overrides/assets/javascripts/search/shards.js";

let folder = "";
/** @type {string[]} */
let asked = [];
/** @type {ReturnType<typeof openSearch>} */
let search;
let locale = "";

/** @param {string} path */
async function read(path) {
  asked.push(path);
  const { buffer, byteOffset, byteLength } = await readFile(join(folder, path));
  return /** @type {ArrayBuffer} */ (buffer.slice(byteOffset, byteOffset + byteLength));
}

/** @type {Record<string, (...args: any[]) => unknown>} */
const methods = {
  /** Opens an index. */
  open(index, tag, options = {}) {
    [folder, locale, asked] = [index, tag, []];
    search = openSearch({ locale, read, ...options });
  },
  /** Puts another folder in the place of the index, as a new version of a site does. */
  replace(index) {
    folder = index;
  },
  query: (text, options) => search.query(text, options),
  forms: (text) => search.forms(text),
  ready: () => search.ready(),
  /** The files that were read since the last call. */
  reads() {
    const paths = asked;
    asked = [];
    return paths;
  },
  /** The keys of the index's own forms. */
  async keys(words) {
    const reading = new Reading(await Files.open(read, false), locale);
    return Promise.all(words.map(async (/** @type {string} */ word) => (await reading.known(word))?.key ?? null));
  },
  /** Keys by the index's rules. */
  async ruled(words) {
    const rules = await (await Files.open(read, false)).rules();
    return words.map((/** @type {string} */ word) => ruled(rules, word) ?? null);
  },
  lunr,
};

/**
 * Scores as lunr computes them: one idf over all fields, weights of three decimals, divided by the query's length.
 *
 * @param {string[]} words
 */
async function lunr(words) {
  const files = await Files.open(read, false);
  const scorer = new Scorer(files.head);
  const { count, lengths, titleLengths } = files.head;
  const found = (await Promise.all(words.map((word) => formsOf(files, word)))).filter(({ stem }) => stem.length);
  const scores = new Float64Array(count);
  for (const { stem } of found) {
    const { counts, flags } = gathered(stem, count);
    // A document with the word in both fields counts twice.
    const holders = counts.filter(Boolean).length + flags.filter((flag) => flag & TITLE).length;
    for (let d = 0; d < count; d++) {
      const fields = [
        saturated(counts[d], lengths[d], scorer.mean),
        flags[d] & TITLE ? saturated(1, titleLengths[d], scorer.titleMean) : 0,
      ];
      for (const field of fields) scores[d] += Math.round(idf(holders, count) * field * 1000) / 1000;
    }
  }
  const texts = await Promise.all(Array.from(scores, (_, d) => files.text(d)));
  return Object.fromEntries(texts.map((text, d) => [text.id, scores[d] / Math.sqrt(found.length || 1)]));
}

for await (const line of createInterface({ input: process.stdin })) {
  const [method, ...args] = JSON.parse(line);
  /** @type {object} */
  let answer;
  try {
    answer = { value: (await methods[method](...args)) ?? null };
  } catch (error) {
    const { message, code } = /** @type {Error & { code?: string }} */ (error);
    answer = { error: message, code };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
