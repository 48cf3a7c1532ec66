// @ts-check
// Pagefind under Node.
// node pagefind.js index DOCS.jsonl LOCALE FOLDER   makes a site's index, as it would from the articles' pages
// node pagefind.js ask FOLDER LOCALE                asks it; its engine is the one that a browser runs, less the worker

import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { close, createIndex } from "pagefind";
import { readArticles } from "./articles.js";
import { answerSessions, read } from "./sessions.js";

const BASE = "/pagefind/";

/** @param {string} documents @param {string} locale @param {string} folder */
async function makeIndex(documents, locale, folder) {
  const { index, errors } = await createIndex();
  if (!index) throw new Error(errors.join("\n"));
  for (const { id, title, text } of readArticles(documents)) {
    const content = page(locale, title, text.split("\n"));
    const added = await index.addHTMLFile({ url: `/${id}/`, content });
    if (added.errors.length) throw new Error(added.errors.join("\n"));
  }
  const written = await index.writeFiles({ outputPath: resolve(folder) });
  await close();
  if (written.errors.length) throw new Error(written.errors.join("\n"));
}

/** @param {string} locale @param {string} title @param {string[]} lines */
function page(locale, title, lines) {
  const body = lines.map((line) => `<p>${escaped(line)}</p>`).join("\n");
  return `<!doctype html><html lang="${locale}"><body><h1>${escaped(title)}</h1>${body}</body></html>`;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** @param {string} folder @param {string} locale */
async function ask(folder, locale) {
  globalThis.fetch = async (address) => {
    const path = String(address).slice(BASE.length).replace(/\?.*/, "");
    return new Response(await read(join(folder, path), path));
  };
  let visitors = 0;
  await answerSessions(async () => {
    visitors += 1;
    const engine = await import(`${pathToFileURL(resolve(folder, "pagefind.js")).href}?${visitors}`);
    await engine.options({ basePath: BASE });
    await engine.init(locale);
    return async (text, limit) => {
      const { results } = await engine.search(text);
      const shown = await Promise.all(results.slice(0, limit).map((/** @type {any} */ result) => result.data()));
      return { docs: shown.map(({ url }) => url.split("/").at(-2)) };
    };
  });
}

const [command, ...rest] = process.argv.slice(2);
if (command === "index") await makeIndex(rest[0], rest[1], rest[2]);
else await ask(rest[0], rest[1]);
