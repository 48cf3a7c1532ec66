// @ts-check
// Mounts the page modules that this page names in `data-kb`; each one is loaded only where it is needed.

/** @type {Record<string, () => Promise<{ mount: (root: HTMLElement) => void }>>} */
const modules = {
  article: () => import("./article.js"),
  channels: () => import("./channels.js"),
  contents: () => import("./contents.js"),
  feedback: () => import("./feedback.js"),
  fold: () => import("./fold.js"),
  form: () => import("../forms/form-page.js"),
  gateways: () => import("./gateways.js"),
  guide: () => import("../forms/guide.js"),
  languages: () => import("./languages.js"),
  lost: () => import("./lost.js"),
  menu: () => import("./menu.js"),
  notices: () => import("./notices.js"),
  results: () => import("../search/results.js"),
  scheme: () => import("./scheme-button.js"),
};

/** Kinds of pages on which the words of the query that led to them are marked. */
const MARKED = ".kb--article, .kb--term, .kb--section, .kb--glossary, .kb--contact";

for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-kb]"))) {
  const load = modules[element.dataset.kb ?? ""];
  if (load) load().then((module) => module.mount(element));
}

if (document.getElementById("kb-terms")) import("./terms.js").then((module) => module.mount(document));

const search = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-kb=search]"));
if (search) {
  awaitSearch(search);
  const carriesQuery = new URLSearchParams(location.search).has("q");
  if (carriesQuery && document.body.matches(MARKED)) {
    import("../search/marks.js").then((module) => module.mount(search));
  }
}

/**
 * Loads the search when its box is first touched: until then it costs a reader nothing.
 *
 * @param {HTMLFormElement} form
 */
function awaitSearch(form) {
  let isAwaited = true;
  /** @param {Event} [event] */
  const load = async (event) => {
    if (!isAwaited) return;
    isAwaited = false;
    openIndex(form).catch(() => {}); // The first query says what is wrong.
    try {
      (await import("../search/combobox.js")).mount(form, event?.type === "pointerdown");
    } catch {
      isAwaited = true;
      showFault(form);
    }
  };
  for (const event of ["pointerdown", "focusin", "input"]) form.addEventListener(event, load);
  if (form.contains(document.activeElement)) load();
  document.addEventListener("keydown", (event) => {
    const isK = event.key.toLowerCase() === "k" || event.code === "KeyK"; // the key of л and Κ too
    if (!isK || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    form.querySelector("input")?.focus(); // first: select() alone does not scroll to it
    form.querySelector("input")?.select();
  });
}

/**
 * Starts the engine while the interface is on its way.
 *
 * @param {HTMLFormElement} form
 */
async function openIndex(form) {
  const { clientOf } = await import("../search/client.js");
  const root = new URL(form.dataset.root ?? ".", location.href).href;
  await clientOf(root, form.dataset.locale ?? "en").ready();
}

/**
 * The code did not come; the box is still a form that leads to the page of results.
 *
 * @param {HTMLFormElement} form
 */
function showFault(form) {
  const status = form.querySelector("[role=status]");
  if (!status) return;
  status.classList.add("kb-search__status--fault");
  status.textContent = JSON.parse(form.querySelector("script")?.textContent ?? "{}").missing ?? "";
}
