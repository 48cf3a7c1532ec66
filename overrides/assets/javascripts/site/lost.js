// @ts-check
// The root's 404 speaks the language of the address that was not found.

import { chooseLocale, localeOfPath } from "./choice.js";
import { recall } from "./storage.js";

/** @param {HTMLElement} root */
export function mount(root) {
  const parts = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("section[data-locale]"))];
  const tags = parts.map((part) => part.dataset.locale ?? "");
  const inPath = localeOfPath(location.pathname, tags);
  const locale = inPath ?? chooseLocale(recall("kb.locale"), navigator.languages, tags);
  if (locale === null) return;
  for (const part of parts) {
    const isOwn = part.dataset.locale === locale;
    if (inPath) part.hidden = !isOwn;
    else if (isOwn) root.querySelector("h1")?.after(part);
  }
  if (!inPath) return;
  document.documentElement.lang = locale;
  const title = root.querySelector(`section[data-locale="${locale}"] h2`)?.textContent;
  if (title) document.title = title;
}
