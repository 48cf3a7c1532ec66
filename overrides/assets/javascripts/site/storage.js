// @ts-check
// What the reader chose, kept on the device; silence where storage is closed.

/** @typedef {"kb.scheme" | "kb.locale"} Key */

/**
 * @param {Key} key
 * @returns {string | null}
 */
export function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * @param {Key} key
 * @param {string | null} value  null forgets the choice
 */
export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Private windows may refuse; the choice then holds for this page only.
  }
}
