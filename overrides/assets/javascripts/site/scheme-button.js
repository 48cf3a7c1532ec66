// @ts-check
// The button for the colour scheme: as the device, light, dark, and round again.

import { recall, remember } from "./storage.js";

/** @typedef {"system" | "light" | "dark"} Scheme */

/** @type {Record<Scheme, Scheme>} */
const following = { system: "light", light: "dark", dark: "system" };

/**
 * @param {string | null} stored
 * @returns {Scheme}
 */
export function schemeOf(stored) {
  return stored === "light" || stored === "dark" ? stored : "system";
}

/** @param {HTMLElement} root */
export function mount(root) {
  let scheme = schemeOf(recall("kb.scheme"));
  const show = () => {
    const words = root.dataset[scheme] ?? scheme;
    root.dataset.scheme = scheme;
    root.setAttribute("aria-label", words);
    root.title = words;
  };
  root.addEventListener("click", () => {
    scheme = following[scheme];
    remember("kb.scheme", scheme === "system" ? null : scheme);
    paint(scheme);
    show();
  });
  show();
  root.hidden = false;
}

/** @param {Scheme} scheme */
function paint(scheme) {
  const page = document.documentElement;
  if (scheme === "system") page.removeAttribute("data-md-color-scheme");
  else page.setAttribute("data-md-color-scheme", scheme === "dark" ? "slate" : "default");
  for (const meta of /** @type {NodeListOf<HTMLMetaElement>} */ (document.querySelectorAll("meta[data-kb-scheme]"))) {
    const own = meta.dataset.kbScheme ?? "";
    if (scheme === "system") meta.media = `(prefers-color-scheme: ${own})`;
    else meta.media = own === scheme ? "all" : "not all";
  }
}
