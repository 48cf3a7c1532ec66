// @ts-check
// Weights of a word's counts. Pure.

// BM25 as lunr has it. Source: Robertson and Zaragoza 2009, doi:10.1561/1500000019.
const K1 = 1.2;
const B = 0.75;

/**
 * The weight of a document's counts of one word.
 *
 * @param {number} count
 * @param {number} length  the document's, in words
 * @param {number} mean  length over all documents
 */
export function saturated(count, length, mean) {
  return (count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / (mean || 1)));
}

/**
 * @param {number} holders  number of documents with the word
 * @param {number} documents
 */
export function idf(holders, documents) {
  return Math.log(1 + Math.abs((documents - holders + 0.5) / (holders + 0.5)));
}

/**
 * @param {number[] | Uint8Array} lengths
 */
export function mean(lengths) {
  let sum = 0;
  for (const length of lengths) sum += length;
  return sum / (lengths.length || 1);
}
