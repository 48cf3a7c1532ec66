// @ts-check
// Runs the search engine for kb/search/asking.py: questions come in as JSON lines, answers go out the same way.
//
//   node ask.mjs ENGINE INDEX LOCALE
//
// In: {"query": "…", "limit": 10}. Out, in the same order: {"answer": …}, or {"fault": "missing", "message": "…"}.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [engine, index, locale] = process.argv.slice(2);
const { openSearch } = await import(pathToFileURL(path.resolve(engine)).href);
const search = openSearch({ locale, read });

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await told(JSON.parse(line)))}\n`);
}

/**
 * @param {{ query: string, limit: number }} question
 */
async function told({ query, limit }) {
  try {
    return { answer: await search.query(query, { limit }) };
  } catch (error) {
    const { code, message } = /** @type {{ code?: string, message?: string }} */ (error);
    return { fault: code ?? "error", message: message ?? String(error) };
  }
}

/**
 * @param {string} name  of a file below the index's folder
 * @returns {Promise<ArrayBuffer>}
 */
async function read(name) {
  const { buffer, byteOffset, byteLength } = await readFile(path.join(index, name));
  return /** @type {ArrayBuffer} */ (buffer.slice(byteOffset, byteOffset + byteLength));
}
