// @ts-check
// The index's files, each fetched once and kept: damaged ones are asked for again, an index that was replaced since
// the manifest was read is told apart from a broken one. Pure.

import { Reader, unfolded } from "./bytes.js";
import { manifest, Shard, START } from "./shards.js";

/** @typedef {(path: string, options: { fresh: boolean }) => Promise<ArrayBuffer>} Read */

/** A failed search: "missing" – a file is not there or the line is dead; "damaged" – what came is no such file. */
export class SearchError extends Error {
  /**
   * @param {"missing" | "damaged"} code
   * @param {string} path
   * @param {unknown} cause
   */
  constructor(code, path, cause) {
    super(`search: ${path} is ${code}`, { cause });
    this.code = code;
  }
}

/** The index is another one by now: open it again. */
export class Replaced extends Error {}

/** The files of one version of the index. */
export class Files {
  /**
   * @param {Read} read
   * @param {import("./shards.js").Manifest} head
   */
  constructor(read, head) {
    this.read = read;
    this.head = head;
    /** @type {Map<string, Promise<any>>} */
    this.kept = new Map();
  }

  /**
   * @param {Read} read
   * @param {boolean} fresh  past every cache
   */
  static async open(read, fresh) {
    return new Files(read, await fetched(read, "manifest.bin", manifest, fresh));
  }

  /**
   * The shard that holds the group of a word.
   *
   * @param {string} word
   * @returns {Promise<Shard | undefined>} nothing where the index is empty
   */
  async shard(word) {
    return (await this.shards(word.slice(0, START), word.slice(0, START)))[0];
  }

  /**
   * All shards that hold words between two beginnings.
   *
   * @param {string} from
   * @param {string} to
   * @returns {Promise<Shard[]>}
   */
  shards(from, to) {
    const { starts } = this.head;
    const first = Math.max(
      0,
      starts.findLastIndex((start) => start <= from),
    );
    const last = starts.findLastIndex((start) => start <= to);
    const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
    return Promise.all(numbers.map((number) => this.file(`${number}.bin`, (buffer) => new Shard(buffer))));
  }

  /**
   * @param {number} number  a document's
   * @returns {Promise<import("./passages.js").Text>}
   */
  text(number) {
    return this.file(`${number}.json`, json);
  }

  /** @returns {Promise<Map<string, [number, string]>>} suffix → letters to cut, letters to add */
  rules() {
    return this.file("rules.bin", (buffer) => {
      const rules = new Reader(buffer).lines().map((line) => line.split(" "));
      return new Map(rules.map(([suffix, cut, add]) => [suffix, [Number(cut), add]]));
    });
  }

  /** @returns {Promise<{ words: string[], weights: Uint8Array }>} all keys, and log2 of how many documents have each */
  keys() {
    return this.file("keys.bin", (buffer) => {
      const reader = new Reader(buffer);
      const size = reader.varint();
      const rests = reader.lines();
      return { words: unfolded(reader.take(size), rests), weights: reader.take(size) };
    });
  }

  /** @returns {Promise<[number, ...[forms: string, keys: string][]][]>} */
  terms() {
    return this.head.terms ? this.file("terms.json", json) : Promise.resolve([]);
  }

  /**
   * @template T
   * @param {string} name
   * @param {(buffer: ArrayBuffer) => T} decode
   * @returns {Promise<T>}
   */
  file(name, decode) {
    const kept = this.kept.get(name);
    if (kept) return kept;
    const path = `${this.head.version}/${name}`;
    const found = fetched(this.read, path, decode).catch(async (failure) => {
      this.kept.delete(name);
      const now = await Files.open(this.read, true).catch(() => this);
      throw now.head.version === this.head.version ? failure : new Replaced();
    });
    this.kept.set(name, found);
    return found;
  }
}

/**
 * @template T
 * @param {Read} read
 * @param {string} path
 * @param {(buffer: ArrayBuffer) => T} decode
 * @param {boolean} [onlyFresh]
 * @returns {Promise<T>}
 */
async function fetched(read, path, decode, onlyFresh = false) {
  let failure;
  for (const fresh of onlyFresh ? [true] : [false, true]) {
    const buffer = await read(path, { fresh }).catch((cause) => {
      failure = new SearchError("missing", path, cause);
    });
    try {
      if (buffer) return decode(buffer);
    } catch (cause) {
      failure = new SearchError("damaged", path, cause);
    }
  }
  throw failure;
}

/** @param {ArrayBuffer} buffer */
function json(buffer) {
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(buffer));
}
