// @ts-check
// The least page around an engine: fetched at focus, asked at each letter from the third, six results shown.
// index.html?side=kb|pagefind&locale=LOCALE, in a folder beside the site's own.

const FROM_LETTER = 3;
const SUGGESTIONS = 6;

/** @typedef {{title: string, excerpt: string}} Shown */
/** @typedef {(text: string) => Promise<Shown[]>} Search */

/** @type {Record<string, (root: string, locale: string) => Promise<Search>>} */
const SIDES = {
  async kb(root, locale) {
    const { clientOf } = await import(`${root}assets/javascripts/search/client.js`);
    const client = clientOf(root, locale);
    await client.ready();
    return async (text) => (await client.query(text, { limit: SUGGESTIONS })).results;
  },
  async pagefind(root, locale) {
    document.documentElement.lang = locale;
    const engine = await import(`${root}pagefind/pagefind.js`);
    await engine.init();
    return async (text) => {
      const { results } = await engine.search(text);
      const first = results.slice(0, SUGGESTIONS).map((/** @type {any} */ result) => result.data());
      return (await Promise.all(first)).map(({ meta, excerpt }) => ({ title: meta.title, excerpt }));
    };
  },
};

const parameters = new URLSearchParams(location.search);
const input = /** @type {HTMLInputElement} */ (document.querySelector("input"));
const list = /** @type {HTMLElement} */ (document.querySelector("[role=listbox]"));
const root = new URL("../", location.href).href;
/** @type {Promise<Search> | undefined} */
let opened;

function open() {
  opened ??= SIDES[parameters.get("side") ?? ""](root, parameters.get("locale") ?? "");
  return opened;
}

async function typed() {
  const text = input.value;
  if (text.length < FROM_LETTER) return;
  const search = await open();
  if (text !== input.value) return;
  const found = await search(text);
  if (text === input.value) list.replaceChildren(...found.map(option));
}

/** @param {Shown} shown */
function option({ title, excerpt }) {
  const item = document.createElement("p");
  item.setAttribute("role", "option");
  item.append(title, document.createElement("br"), excerpt);
  return item;
}

input.addEventListener("focus", open);
input.addEventListener("input", typed);
