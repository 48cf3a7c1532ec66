// @ts-check
// The chooser and `/go/` pages: goes on in the reader's locale, unless the reader wants to choose.

import { chooseLocale, mayLeave } from "./choice.js";
import { mount as rememberClicks } from "./languages.js";
import { recall } from "./storage.js";

/** @param {HTMLElement} root */
export function mount(root) {
  rememberClicks(root);
  const links = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (root.querySelectorAll("a[data-locale]"))];
  const isGo = root.dataset.kind === "go";
  // A go link is meant to lead on, also from a page of this site; the query and the fragment are the article's.
  if (isGo) for (const link of links) link.href = withTail(link.href, location.search, location.hash);
  const referrer = isGo ? "" : document.referrer;
  if (!mayLeave({ search: location.search, origin: location.origin, referrer })) return;
  const tags = links.map((link) => link.dataset.locale ?? "");
  const locale = chooseLocale(recall("kb.locale"), navigator.languages, tags);
  const target = links.find((link) => link.dataset.locale === locale);
  // replace(), not href: Back must lead to where the reader came from, not into this page again.
  if (target) location.replace(target.href);
}

/**
 * @param {string} address
 * @param {string} search
 * @param {string} hash
 */
function withTail(address, search, hash) {
  const url = new URL(address);
  for (const [name, value] of new URLSearchParams(search)) if (name !== "choose") url.searchParams.append(name, value);
  if (hash) url.hash = hash;
  return url.href;
}
