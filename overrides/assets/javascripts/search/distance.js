// @ts-check
// How many slips of the finger lie between two words. Pure.

/**
 * Restricted Damerau–Levenshtein distance: letters left out, added, changed, or two neighbours swapped.
 *
 * @param {string} typed
 * @param {string} word
 * @param {number} most  what lies beyond is `most + 1`
 * @param {number} [rest]  so many letters at the end of `typed` may be left over at no cost
 */
export function distance(typed, word, most, rest = 0) {
  if (typed.length - word.length > most + rest || word.length - typed.length > most) return most + 1;
  /** @type {number[][]} */
  const rows = [Array.from({ length: word.length + 1 }, (_, place) => place)];
  let best = most + 1;
  for (let i = 1; i <= typed.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= word.length; j++) {
      const same = typed[i - 1] === word[j - 1];
      let cost = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) {
        cost = Math.min(cost, rows[i - 2][j - 2] + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) break;
    rows.push(row);
    if (typed.length - i <= rest) best = Math.min(best, row[word.length]);
  }
  return best;
}
