// @ts-check
// "Did you mean …?" below an e-mail address that looks mistyped.

import { element } from "../site/element.js";
import { filled } from "./definition.js";
import { button } from "./draft-keeper.js";
import { LEFT_MS } from "./notes.js";
import { meantAddress } from "./providers.js";

/** @typedef {import("./definition.js").Words} Words */

/**
 * Watch the addresses of a form.
 *
 * @param {HTMLFormElement} form
 * @param {Words} words
 */
export function watchAddresses(form, words) {
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input[type=email]"))) {
    const place = element("div", "kb-meant");
    place.setAttribute("role", "status");
    input.after(place);
    const show = () => place.replaceChildren(...meantNote(input, words));
    input.addEventListener("change", () => setTimeout(show, LEFT_MS));
    input.addEventListener("input", () => place.replaceChildren());
  }
}

/**
 * @param {HTMLInputElement} input
 * @param {Words} words
 * @param {() => void} [taken]
 * @returns {Node[]}  nothing where the address looks right
 */
export function meantNote(input, words, taken = () => {}) {
  const address = meantAddress(input.value.trim());
  if (!address) return [];
  const take = button("kb-link", words.meantTake, () => {
    input.value = address;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    if (input.offsetParent !== null) input.focus();
    taken();
  });
  return [element("p", "kb-meant__text", filled(words.meant, { address }), " ", take)];
}
