// @ts-check
// Words typed in the wrong letters: Greek and Russian in Latin ones, and either on the other keyboard layout. Pure.

/** @typedef {Record<string, string[]>} Spellings  letters → how they are written in Latin */

/** @param {Record<string, string>} table */
const spellings = (table) =>
  Object.fromEntries(Object.entries(table).map(([letters, latin]) => [letters, latin.split(" ")]));

// By sound, by looks (8 for θ, w for ω), by ISO 843 and ELOT 743, and by the key that bears the letter.
const GREEK = spellings({
  α: "a",
  αι: "ai e",
  αυ: "au av af ay",
  β: "b v",
  γ: "g y",
  γγ: "ng gg nk",
  γκ: "g gk gg nk",
  γξ: "nx gx gks nks",
  γχ: "nch gh gx nx nh",
  δ: "d",
  ε: "e",
  ει: "ei i",
  ευ: "eu ev ef ey",
  ζ: "z",
  η: "i h n",
  ηυ: "iv if hu hy",
  θ: "th 8 9 u q 0",
  ι: "i j",
  κ: "k c",
  λ: "l",
  μ: "m",
  μπ: "b mp",
  ν: "n v",
  ντ: "d nt",
  ξ: "x ks 3 j",
  ο: "o",
  οι: "oi i",
  ου: "ou u oy",
  π: "p",
  ρ: "r p",
  σ: "s c w",
  τ: "t",
  τζ: "tz j",
  τσ: "ts",
  υ: "y u i",
  υι: "yi ui i",
  φ: "f ph",
  χ: "ch h x kh",
  ψ: "ps y c 4",
  ω: "o w v",
});
const RUSSIAN = spellings({
  а: "a",
  б: "b",
  в: "v w",
  г: "g",
  д: "d",
  е: "e ye je",
  ж: "zh j z",
  з: "z",
  и: "i",
  й: "y j i",
  к: "k c",
  кс: "x ks",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s c",
  т: "t",
  у: "u",
  ф: "f ph",
  х: "h kh x",
  ц: "ts c tz",
  ч: "ch 4",
  ш: "sh 6",
  щ: "shch sch sh w",
  ъ: "'",
  ь: "'",
  ы: "y i",
  э: "e",
  ю: "yu ju iu u",
  я: "ya ja ia",
});
/** Letters that may be missing altogether. */
const SILENT = "ьъ";

/** The same keys in Latin and in the locale's letters; Greek typed on Latin keys is among the spellings above. */
const LAYOUTS = {
  el: { keys: "wertyuiopasdfghjklzxcvbnm", letters: "ςερτυθιοπασδφγηξκλζχψωβνμ", isReadForward: false },
  ru: { keys: "qwertyuiop[]asdfghjkl;'zxcvbnm,.`", letters: "йцукенгшщзхъфывапролджэячсмитьбюе", isReadForward: true },
};

/** @type {Record<string, Spellings>} */
const TABLES = { el: GREEK, ru: RUSSIAN };

/**
 * How the locale's letters are written in Latin ones; nothing where it writes Latin itself.
 *
 * @param {string} locale
 * @returns {Spellings | undefined}
 */
export function latinSpellings(locale) {
  return TABLES[locale.split("-")[0]];
}

/**
 * The text as the other keyboard layout would have written it, both ways; nothing where that changes no letter.
 *
 * @param {string} locale
 * @param {string} text  in small letters
 * @returns {string | undefined}
 */
export function onOtherLayout(locale, text) {
  const layout = LAYOUTS[/** @type {"el" | "ru"} */ (locale.split("-")[0])];
  if (!layout) return undefined;
  const isLatin = /[a-z]/.test(text) || !/\p{L}/u.test(text);
  if (isLatin && !layout.isReadForward) return undefined;
  const [from, to] = isLatin ? [layout.keys, layout.letters] : [layout.letters, layout.keys];
  const typed = Array.from(text, (letter) => (from.includes(letter) ? to[from.indexOf(letter)] : letter)).join("");
  return typed === text ? undefined : typed;
}

/**
 * How far a Latin word goes along with a word in other letters.
 *
 * @param {Spellings} table
 * @param {string} latin  at most 30 letters
 * @param {string} word
 * @returns {number[]} by number of the word's letters: the set, as bits, of numbers of Latin letters used up by them
 */
export function alongside(table, latin, word) {
  const reach = new Array(word.length + 1).fill(0);
  reach[0] = 1;
  for (let at = 0; at < word.length; at++) {
    if (!reach[at]) continue;
    if (SILENT.includes(word[at])) reach[at + 1] |= reach[at];
    for (const letters of [word[at], word.slice(at, at + 2)]) {
      for (const spelling of table[letters] ?? (letters.length === 1 ? [letters] : [])) {
        for (let used = 0; used < latin.length; used++) {
          if (reach[at] & (1 << used) && latin.startsWith(spelling, used)) {
            reach[at + letters.length] |= 1 << (used + spelling.length);
          }
        }
      }
    }
  }
  return reach;
}
