// @ts-check
// The articles of a benchmark, as every peer gets them.

import { readFileSync } from "node:fs";

/** @typedef {{id: string, title: string, text: string}} Article */

/**
 * The lines of a file; the title that a text begins with is left out, as `kb index` does.
 *
 * @param {string} path
 * @returns {Article[]}
 */
export function readArticles(path) {
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => {
    const { id, title, text } = JSON.parse(line);
    const [first, ...rest] = text.split("\n");
    return { id, title, text: first.trim() === title.trim() ? rest.join("\n") : text };
  });
}
