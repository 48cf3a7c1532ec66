// @ts-check
// Mounts the page modules that this page names in `data-kb`; each one is loaded only where it is needed.

/** @type {Record<string, () => Promise<{ mount: (root: HTMLElement) => void }>>} */
const modules = {
  article: () => import("./article.js"),
  channels: () => import("./channels.js"),
  contents: () => import("./contents.js"),
  fold: () => import("./fold.js"),
  gateways: () => import("./gateways.js"),
  languages: () => import("./languages.js"),
  lost: () => import("./lost.js"),
  menu: () => import("./menu.js"),
  notices: () => import("./notices.js"),
  scheme: () => import("./scheme-button.js"),
};

for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-kb]"))) {
  const load = modules[element.dataset.kb ?? ""];
  if (load) load().then((module) => module.mount(element));
}
