// @ts-check
// What stands in the form's place when it is sent, or need not be sent, and below it when it could not be sent.

import { element } from "../site/element.js";
import { copyButton } from "./composed-view.js";
import { filled } from "./definition.js";
import { button } from "./draft-keeper.js";
import { mailto } from "./mailto.js";

/** @typedef {import("./definition.js").Words} Words */

/** @typedef {{ number: string, address: string }} Sent  `address`: to which the confirmation goes */

/**
 * The receipt: the number large enough to be read over the phone, and what comes next.
 *
 * @param {Sent} sent
 * @param {Words} words
 * @param {{ home: string, again: () => void }} ways
 */
export function sentPanel({ number, address }, words, { home, again }) {
  const next = [element("p", "", words.keepNumber)];
  const { within, phone, hours } = words.ways;
  if (address && within) next.unshift(element("p", "", filled(words.confirmation, { address, within })));
  if (address && phone && hours) {
    next.splice(1, 0, element("p", "", filled(words.noConfirmation, { number: phone, hours })));
  }
  const panel = element(
    "section",
    "kb-receipt",
    heading(words.sent),
    element("p", "kb-receipt__label", words.number),
    element("p", "kb-receipt__number", number),
    element(
      "p",
      "kb-actions",
      copyButton(words.copyNumber, words.copied, () => number),
    ),
    element("h3", "kb-receipt__next", words.next),
    ...next,
    element("p", "kb-actions", link("kb-button", home, words.home), button("kb-link", words.again, again)),
  );
  return panel;
}

/**
 * What was to be checked first has solved it.
 *
 * @param {Words} words
 * @param {{ home: string, goOn: () => void }} ways
 */
export function solvedPanel(words, { home, goOn }) {
  return element(
    "section",
    "kb-solved",
    heading(words.solved),
    element("p", "", words.solvedText),
    element(
      "p",
      "kb-actions",
      link("kb-button", home, words.home),
      button("kb-button kb-button--quiet", words.solvedOn, goOn),
    ),
  );
}

/**
 * It did not go: what can be done now, and the other ways, with the text ready for them.
 *
 * @param {string} text
 * @param {{ label: string, act: () => void }} next
 * @param {Words} words
 * @param {{ subject: string, body: string }} composed
 * @param {boolean} hasFiles
 */
export function faultPanel(text, next, words, composed, hasFiles) {
  const panel = element(
    "section",
    "kb-fault",
    heading(words.notSent, "h3"),
    element("p", "", text),
    element("p", "kb-actions", button("kb-button", next.label, next.act)),
    element("h4", "kb-fault__title", words.otherWays),
    element("ul", "kb-fault__ways", ...otherWays(words, composed, hasFiles)),
  );
  panel.setAttribute("role", "alert");
  return panel;
}

/**
 * @param {Words} words
 * @param {{ subject: string, body: string }} composed
 * @param {boolean} hasFiles
 */
function otherWays(words, composed, hasFiles) {
  const { email, phone, dial, hours } = words.ways;
  const copy = copyButton(words.copy, words.copied, () => `${composed.subject}\n\n${composed.body}`);
  const ways = [element("li", "", copy)];
  if (email) {
    const { url, isCut } = mailto(email, composed);
    const notes = [...(isCut ? [words.mailCut] : []), ...(hasFiles ? [words.mailFiles] : [])];
    ways.push(element("li", "", link("", url, words.mail), ` (${email}). `, notes.join(" ")));
  }
  if (phone) {
    const call = link("", `tel:${dial || phone}`, filled(words.call, { number: phone }));
    ways.push(element("li", "", call, hours ? ` – ${hours}` : ""));
  }
  return ways;
}

/**
 * @param {string} text
 * @param {string} [level]
 */
function heading(text, level = "h2") {
  const made = element(level, "kb-step__title", text);
  made.tabIndex = -1;
  return made;
}

/**
 * @param {string} className
 * @param {string} href
 * @param {string} label
 */
function link(className, href, label) {
  const made = element("a", className, label);
  made.setAttribute("href", href);
  return made;
}
