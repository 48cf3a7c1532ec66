// @ts-check
// Which locale a reader gets: the remembered one, else the browser's languages. Pure.

/**
 * The first available locale that a reader's languages ask for.
 *
 * @param {readonly string[]} wanted  BCP 47 tags, the best first
 * @param {readonly string[]} available  tags of the site's locales
 * @returns {string | null}
 *
 * Source: RFC 4647 §3.4, lookup; then a tag of the same language, so that `pt` finds `pt-BR`.
 */
export function matchLocale(wanted, available) {
  const tags = new Map(available.map((tag) => [tag.toLowerCase(), tag]));
  for (const want of wanted) {
    const parts = want.toLowerCase().split("-");
    for (let length = parts.length; length > 0; length -= 1) {
      const found = tags.get(parts.slice(0, length).join("-"));
      if (found) return found;
    }
    const cousin = available.find((tag) => tag.toLowerCase().split("-")[0] === parts[0]);
    if (cousin) return cousin;
  }
  return null;
}

/**
 * @param {string | null} remembered
 * @param {readonly string[]} wanted
 * @param {readonly string[]} available
 * @returns {string | null}
 */
export function chooseLocale(remembered, wanted, available) {
  return remembered !== null && available.includes(remembered) ? remembered : matchLocale(wanted, available);
}

/**
 * Whether the chooser may leave by itself: not when it was asked for, nor when the reader came from within the site.
 *
 * @param {{ search: string, origin: string, referrer: string }} visit
 * @returns {boolean}
 */
export function mayLeave({ search, origin, referrer }) {
  if (new URLSearchParams(search).has("choose")) return false;
  return !(referrer === origin || referrer.startsWith(`${origin}/`));
}

/**
 * The locale that an address lies in: the first part of its path that is one.
 *
 * @param {string} path
 * @param {readonly string[]} available
 * @returns {string | null}
 */
export function localeOfPath(path, available) {
  return path.split("/").find((part) => available.includes(part)) ?? null;
}
