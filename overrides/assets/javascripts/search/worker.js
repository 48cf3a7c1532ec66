// @ts-check
// Runs the engine beside the page, so that typing never waits for it.

import { openSearch } from "./engine.js";
import { reader } from "./read.js";

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
