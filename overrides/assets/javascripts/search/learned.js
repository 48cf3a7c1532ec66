// @ts-check
// Words that documents mean but do not use, as a shard lists them: kb/search/learned.py wrote their levels. Pure.

// Learned words: how much of a word each level stands for (kb/search/learning.py), in the text, the title, elsewhere.
const EXPECTED = [0, 0.08, 0.15, 0.3, 0.6, 1.5];
const EXPECTED_IN_TITLE = [0, 0.05, 0.15, 0.4, 1];
export const PROMINENT = 0.3;

/**
 * The learned postings of a form.
 *
 * @param {import("./lookup.js").Entry} entry
 */
export function learnedLevels({ shard, place }) {
  const { ends, documents, bytes } = shard.learned;
  const start = place ? ends[place - 1] : 0;
  return Array.from(bytes.subarray(start, ends[place]), (level, at) => ({
    document: documents[start + at],
    text: EXPECTED[level & 7],
    inTitle: EXPECTED_IN_TITLE[(level >> 3) & 7],
    isInLead: (level & 0x40) > 0,
    isInHeading: (level & 0x80) > 0,
  }));
}
