// @ts-check
// A term shard and the manifest: what kb/search/shards.py and index.py wrote. Pure.

import { length, Reader, unfolded } from "./bytes.js";

/** Flags of a posting, above five bits of count. */
export const COUNT = 0x1f;
export const TITLE = 0x20;
export const HEADING = 0x40;
export const LEAD = 0x80;
/** Letters that the forms of one group share; a group is never cut. */
export const START = 4;
const FORMAT = 1;

/**
 * @typedef {object} Manifest
 * @property {string} version
 * @property {string[]} starts  first group of each shard
 * @property {string[]} common  folded words that say nothing of a question's subject
 * @property {boolean} terms  whether there is a list of glossary terms
 * @property {number} count  number of documents
 * @property {number[]} lengths  words of each document's text
 * @property {Uint8Array} titleLengths
 */

/**
 * @param {ArrayBuffer} buffer
 * @returns {Manifest}
 */
export function manifest(buffer) {
  const reader = new Reader(buffer);
  const head = JSON.parse(reader.lines().join("\n"));
  if (head.format !== FORMAT) throw new RangeError(`format ${head.format} is not ${FORMAT}`);
  const count = reader.varint();
  return { ...head, count, lengths: Array.from(reader.take(count), length), titleLengths: reader.take(count) };
}

/**
 * @typedef {object} Lists  posting lists by form
 * @property {Uint32Array} ends  where each form's list ends
 * @property {Uint32Array} documents
 * @property {Uint8Array} bytes
 */

/** Neighbouring site forms with their keys and postings. */
export class Shard {
  /** @param {ArrayBuffer} buffer */
  constructor(buffer) {
    const reader = new Reader(buffer);
    const size = reader.varint();
    const lines = reader.lines();
    /** @type {string[]} in the order of their UTF-16 units */
    this.forms = unfolded(reader.take(size), lines.slice(0, size));
    const cuts = reader.varints(size);
    this.keys = this.forms.map((form, place) => form.slice(0, form.length - cuts[place]) + lines[size + place]);
    /** Other groups that hold forms of the same key, by form. */
    this.starts = lines.slice(2 * size).map((starts) => (starts ? starts.split(" ") : []));
    this.postings = lists(reader, size);
    this.learned = lists(reader, size);
  }

  /**
   * The place of a form, or where it would stand.
   *
   * @param {string} form
   */
  place(form) {
    let low = 0;
    let high = this.forms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.forms[middle] < form) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {string} form */
  has(form) {
    return this.forms[this.place(form)] === form;
  }

  /**
   * The key of a form that the shard has.
   *
   * @param {string} form
   */
  key(form) {
    const place = this.place(form);
    return this.forms[place] === form ? this.keys[place] : undefined;
  }
}

/**
 * @param {Reader} reader
 * @param {number} size
 * @returns {Lists}
 */
function lists(reader, size) {
  const ends = reader.varints(size);
  for (let place = 1; place < size; place++) ends[place] += ends[place - 1];
  const total = size ? ends[size - 1] : 0;
  const documents = reader.varints(total);
  let first = 0;
  for (const end of ends) {
    for (let at = first + 1; at < end; at++) documents[at] += documents[at - 1];
    first = end;
  }
  return { ends, documents, bytes: reader.take(total) };
}
