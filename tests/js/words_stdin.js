// @ts-check
// Reads a JSON list of texts and prints what the page's scripts make of them; test_words.py compares.
import { readFileSync } from "node:fs";
import { fold, tokens } from "../../overrides/assets/javascripts/search/words.js";

const texts = /** @type {string[]} */ (JSON.parse(readFileSync(0, "utf8")));
const made = texts.map((text) => ({ folded: fold(text), tokens: tokens(text).map((token) => token.text) }));
process.stdout.write(JSON.stringify(made));
