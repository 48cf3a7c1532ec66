// @ts-check
// The protocol of all engines here: a session a line on standard input, `{texts, limit, fresh}`, the array of its
// answers a line on standard output. A fresh session starts with an empty memory, as a visitor does.

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";

/** @typedef {{docs: string[], reading?: {query: string} | null}} Found */
/** @typedef {(text: string, limit: number) => Found | Promise<Found>} Search */

/** @type {Map<string, Promise<ArrayBuffer>>} */
const held = new Map();
/** Paths read since the last answer. @type {string[]} */
let paths = [];

/**
 * The bytes of a file; who asks may do with them what he likes.
 *
 * @param {string} file
 * @param {string} path  what it is called in the answer's `files`
 */
export async function read(file, path) {
  paths.push(path);
  let bytes = held.get(file);
  if (!bytes) {
    bytes = readFile(file).then(({ buffer, byteOffset, length }) => copy(buffer, byteOffset, length));
    held.set(file, bytes);
  }
  return (await bytes).slice(0);
}

/**
 * Answers sessions until standard input ends.
 *
 * @param {() => Search | Promise<Search>} open  a search that remembers nothing
 */
export async function answerSessions(open) {
  /** @type {Search | undefined} */
  let search;
  for await (const line of createInterface({ input: process.stdin })) {
    const { texts, limit, fresh } = JSON.parse(line);
    if (fresh || !search) search = await open();
    const answers = [];
    for (const text of texts) answers.push(await answer(search, text, limit));
    process.stdout.write(`${JSON.stringify(answers)}\n`);
  }
}

/** @param {Search} search @param {string} text @param {number} limit */
async function answer(search, text, limit) {
  const start = performance.now();
  /** @type {Found} */
  let found = { docs: [] };
  let error = "";
  try {
    found = await search(text, limit);
  } catch (fault) {
    error = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  }
  const row = {
    docs: found.docs,
    reading: found.reading?.query ?? "",
    error,
    ms: performance.now() - start,
    files: paths,
  };
  paths = [];
  return row;
}

/** @param {ArrayBufferLike} buffer @param {number} start @param {number} length */
function copy(buffer, start, length) {
  return new Uint8Array(buffer, start, length).slice().buffer;
}
