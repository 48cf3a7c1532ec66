// @ts-check
// The engine as the page sees it: in a worker, or in the page itself where workers are refused.

/** @typedef {import("./engine.js").Answer} Answer */
/** @typedef {import("./engine.js").Result} Result */

/** @typedef {(method: string, ...values: unknown[]) => Promise<any>} Call */

/** A question that got no answer; `code` is "missing" or "damaged". */
export class Unanswered extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** @type {Map<string, SearchClient>} */
const clients = new Map();

/**
 * The page's only client of a locale's index.
 *
 * @param {string} root  address of the site's root
 * @param {string} locale
 */
export function clientOf(root, locale) {
  const folder = new URL(`search/${locale}/`, root).href;
  const client = clients.get(folder) ?? new SearchClient(folder, locale);
  clients.set(folder, client);
  return client;
}

export class SearchClient {
  /** @type {Promise<Call> | null} */
  #engine = null;
  #open;

  /**
   * @param {string} folder
   * @param {string} locale
   */
  constructor(folder, locale) {
    this.#open = { folder, locale };
  }

  /** Fetch what any query needs. */
  async ready() {
    await this.#call("ready");
  }

  /**
   * @param {string} text
   * @param {{ limit?: number, offset?: number }} [options]
   * @returns {Promise<Answer>}
   */
  async query(text, options = {}) {
    return this.#call("query", text, options);
  }

  /**
   * @param {string} text
   * @returns {Promise<string[]>}
   */
  async forms(text) {
    return this.#call("forms", text);
  }

  /** @type {Call} */
  async #call(method, ...values) {
    this.#engine ??= inWorker(this.#open).catch(() => inPage(this.#open));
    let call;
    try {
      call = await this.#engine;
    } catch (error) {
      this.#engine = null; // The code itself did not come: the next call tries again.
      throw new Unanswered("missing", String(error));
    }
    return call(method, ...values);
  }
}

/**
 * @param {{ folder: string, locale: string }} open
 * @returns {Promise<Call>}  rejects where module workers are refused or their code does not come
 */
async function inWorker(open) {
  const worker = new Worker(new URL("./worker.js", import.meta.url), {
    type: "module",
  });
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let last = 0;
  worker.addEventListener("message", ({ data: { id, value, code, message } }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (code) asked?.reject(new Unanswered(code, message));
    else asked?.resolve(value);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    for (const { reject } of waiting.values()) reject(new Unanswered("missing", event.message));
    waiting.clear();
  });
  /** @param {object} request */
  const post = (request) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, ...request });
    });
  await post({ open });
  return (method, ...values) => post({ method, values });
}

/**
 * @param {{ folder: string, locale: string }} open
 * @returns {Promise<Call>}
 */
async function inPage({ folder, locale }) {
  const [{ openSearch }, { reader }] = await Promise.all([import("./engine.js"), import("./read.js")]);
  const search = /** @type {Record<string, (...values: unknown[]) => Promise<any>>} */ (
    /** @type {unknown} */ (openSearch({ locale, read: reader(folder) }))
  );
  return (method, ...values) => search[method](...values);
}
