// @ts-check
// Addresses that look mistyped: one sign away from a well-known provider. Pure.

import { distance } from "../search/distance.js";

/** Large providers of mailboxes in the countries of our readers, and those of everywhere. */
const PROVIDERS = [
  ...["gmail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "protonmail.com", "proton.me"],
  ...["yahoo.gr", "hotmail.gr", "otenet.gr", "forthnet.gr", "windowslive.com"],
  ...["siol.net", "t-2.net", "telemach.net", "amis.net", "guest.arnes.si"],
  ...["mail.ru", "yandex.ru", "ya.ru", "bk.ru", "list.ru", "inbox.ru", "rambler.ru"],
  ...["wp.pl", "o2.pl", "onet.pl", "op.pl", "interia.pl", "gazeta.pl", "poczta.onet.pl", "vp.pl", "tlen.pl"],
];
/** Shorter names are one sign away from each other. */
const FEWEST_LETTERS = 7;

/**
 * The address that was probably meant.
 *
 * @param {string} address
 * @returns {string}  empty where it looks right
 */
export function meantAddress(address) {
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1).toLowerCase();
  if (at < 1 || PROVIDERS.includes(domain)) return "";
  const near = PROVIDERS.filter((name) => name.length >= FEWEST_LETTERS && distance(domain, name, 1) <= 1);
  return near.length === 1 ? `${address.slice(0, at)}@${near[0]}` : "";
}
