// @ts-check
// A click in the language switch is remembered as the reader's locale.

import { remember } from "./storage.js";

/** @param {HTMLElement} root */
export function mount(root) {
  root.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-locale]") : null;
    if (link instanceof HTMLElement && link.dataset.locale) remember("kb.locale", link.dataset.locale);
  });
}
