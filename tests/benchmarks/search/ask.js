// @ts-check
// Asks our engine. node ask.js ENGINE INDEX LOCALE OPTIONS

import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { answerSessions, read } from "./sessions.js";

const [engine, index, locale, options] = process.argv.slice(2);
const { openSearch } = await import(pathToFileURL(resolve(engine)).href);

await answerSessions(() => {
  const search = openSearch({
    locale,
    ...JSON.parse(options),
    read: (/** @type {string} */ path) => read(join(index, path), path),
  });
  return async (text, limit) => {
    const { results, reading } = await search.query(text, { limit });
    return { docs: results.map((/** @type {{id: string}} */ result) => result.id), reading };
  };
});
