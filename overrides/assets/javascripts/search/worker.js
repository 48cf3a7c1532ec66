// @ts-check
// Runs the engine beside the page, so that typing never waits for it.

// All that the engine imports, named here too: the browser fetches them at once, not level by level.
import "./bm25.js";
import "./bytes.js";
import "./concepts.js";
import "./distance.js";
import { openSearch } from "./engine.js";
import "./files.js";
import "./learned.js";
import "./lookup.js";
import "./parse.js";
import "./passages.js";
import { reader } from "./read.js";
import "./reading.js";
import "./scoring.js";
import "./scripts.js";
import "./shards.js";
import "./slips.js";
import "./words.js";

/** @typedef {"ready" | "query" | "forms"} Method */

/** @type {Record<Method, (...values: any[]) => Promise<unknown>>} */
let search;

addEventListener("message", async ({ data }) => {
  const { id, open, method, values } = data;
  if (open) search = openSearch({ locale: open.locale, read: reader(open.folder) });
  try {
    postMessage({
      id,
      value: open ? null : await search[/** @type {Method} */ (method)](...values),
    });
  } catch (error) {
    const { code = "damaged", message = "" } = /** @type {Error & { code?: string }} */ (error);
    postMessage({ id, code, message });
  }
});
