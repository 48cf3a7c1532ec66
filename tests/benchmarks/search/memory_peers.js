// @ts-check
// Asks a peer that holds its whole index in memory. node memory_peers.js lunr|lunr-languages|minisearch DOCS.jsonl LOCALE

import { createRequire } from "node:module";
import MiniSearch from "minisearch";
import { readArticles } from "./articles.js";
import { answerSessions } from "./sessions.js";

/** @typedef {import("./articles.js").Article} Article */
/** @typedef {import("./sessions.js").Search} Search */

const load = /** @type {(name: string) => any} */ (createRequire(import.meta.url));
/** @type {Record<string, (articles: Article[], locale: string) => Search>} */
const PEERS = {
  lunr: (articles) => lunrSearch(articles, []),
  "lunr-languages": (articles, locale) => lunrSearch(articles, [locale]),
  minisearch: miniSearch,
};

/** @param {Article[]} articles @param {string[]} languages @returns {Search} */
function lunrSearch(articles, languages) {
  const lunr = load("lunr");
  load("lunr-languages/lunr.stemmer.support")(lunr);
  for (const name of languages) load(`lunr-languages/lunr.${name}`)(lunr);
  const index = lunr((/** @type {any} */ builder) => {
    for (const name of languages) builder.use(lunr[name]);
    for (const field of ["title", "text"]) builder.field(field);
    for (const article of articles) builder.add(article);
  });
  return (text, limit) => {
    // These have a meaning in its query language; nobody who searches means it.
    const results = index.search(text.replace(/[:~^*+-]/g, " "));
    return { docs: results.slice(0, limit).map((/** @type {{ref: string}} */ result) => result.ref) };
  };
}

/** As its documentation shows it: titles count twice, words may be unfinished or mistyped. @param {Article[]} articles @returns {Search} */
function miniSearch(articles) {
  const index = new MiniSearch({
    fields: ["title", "text"],
    searchOptions: { boost: { title: 2 }, fuzzy: 0.2, prefix: true },
  });
  index.addAll(articles);
  return (text, limit) => {
    const results = index.search(text);
    return { docs: results.slice(0, limit).map((/** @type {{id: string}} */ result) => result.id) };
  };
}

const [name, documents, locale] = process.argv.slice(2);
const search = PEERS[name](readArticles(documents), locale);
await answerSessions(() => search);
