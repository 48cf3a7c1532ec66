// @ts-check
// Check digits of payment cards and national numbers: the same as kb/forms/checksums.py, which names the sources. Pure.

import { isDay } from "./patterns.js";

/** @type {[RegExp, number[]][]} */
const CARDS = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:30[0-5]|3[689])/, [14]],
  [/^(?:6011|65|64[4-9]|62)/, [16, 19]],
  [/^(?:352[89]|35[3-8])/, [16, 19]],
  [/^(?:5018|5020|5038|5893|6304|6759|676[1-3])/, [16, 18, 19]],
  [/^220[0-4]/, [16, 19]],
];
const PESEL = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
const EMSO = [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const SNILS = [9, 8, 7, 6, 5, 4, 3, 2, 1];

/**
 * Whether the last digit checks the others (Luhn).
 *
 * @param {string} digits
 */
export function isLuhn(digits) {
  let total = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 ? digit * 2 : digit;
    total += doubled > 9 ? doubled - 9 : doubled;
  }
  return total % 10 === 0;
}

/**
 * Whether this is the number of a payment card.
 *
 * @param {string} digits
 */
export function isCard(digits) {
  return CARDS.some(([start, lengths]) => start.test(digits) && lengths.includes(digits.length)) && isLuhn(digits);
}

/**
 * A Polish PESEL of somebody born from 1900 to 2099.
 *
 * @param {string} digits  eleven
 */
export function isPesel(digits) {
  const month = number(digits, 2, 4);
  const century = month > 20 ? 2000 : 1900;
  if (!isDay(century + number(digits, 0, 2), month % 20, number(digits, 4, 6))) return false;
  return (10 - (weighted(digits, PESEL) % 10)) % 10 === Number(digits[10]);
}

/**
 * A Slovene EMŠO of somebody born from 1900 to 2099.
 *
 * @param {string} digits  thirteen
 */
export function isEmso(digits) {
  const year = number(digits, 4, 7);
  if (year >= 100 && year < 900) return false;
  if (!isDay(year + (year >= 900 ? 1000 : 2000), number(digits, 2, 4), number(digits, 0, 2))) return false;
  return (11 - (weighted(digits, EMSO) % 11)) % 11 === Number(digits[12]);
}

/**
 * A Greek ΑΜΚΑ.
 *
 * @param {string} digits  eleven
 */
export function isAmka(digits) {
  const [day, month, year] = [number(digits, 0, 2), number(digits, 2, 4), number(digits, 4, 6)];
  return (isDay(1900 + year, month, day) || isDay(2000 + year, month, day)) && isLuhn(digits);
}

/**
 * A Russian СНИЛС.
 *
 * @param {string} digits  eleven
 */
export function isSnils(digits) {
  return (weighted(digits, SNILS) % 101) % 100 === number(digits, 9, 11);
}

/**
 * @param {string} digits
 * @param {number} start
 * @param {number} end
 */
function number(digits, start, end) {
  return Number(digits.slice(start, end));
}

/**
 * @param {string} digits
 * @param {number[]} weights
 */
function weighted(digits, weights) {
  return weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
}
