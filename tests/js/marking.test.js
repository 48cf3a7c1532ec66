import assert from "node:assert/strict";
import { test } from "node:test";
import { matches } from "../../overrides/assets/javascripts/search/marking.js";

for (const [name, text, forms, marked] of [
  ["inflected forms", "Prenos domene in prenosa domen.", ["prenos", "prenosa"], ["Prenos", "prenosa"]],
  ["diacritics and the final sigma", "Ο κωδικός, ΚΩΔΙΚΌΣ και κωδικό", ["κωδικοσ"], ["κωδικός", "ΚΩΔΙΚΌΣ"]],
  ["a whole code", "napaka ERR_CONNECTION_REFUSED!", ["err_connection_refused"], ["ERR_CONNECTION_REFUSED"]],
  ["a part of a code", "napaka ERR_CONNECTION_REFUSED!", ["connection"], ["CONNECTION"]],
  ["a whole once, not its parts again", "a.b", ["a.b", "a", "b"], ["a.b"]],
  ["nothing", "Domena", ["prenos"], []],
  ["an empty text", "", ["prenos"], []],
]) {
  test(String(name), () => {
    const found = matches(String(text), new Set(forms));
    assert.deepEqual(
      found.map(([start, end]) => text.slice(start, end)),
      marked,
    );
  });
}
