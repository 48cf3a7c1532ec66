// @ts-check
// The number of what was sent outlives a reload, but not the tab: others may use the device.

/** @typedef {import("./panels.js").Sent} Sent */

/**
 * @param {string} formId
 * @returns {Sent | null}
 */
export function recalledReceipt(formId) {
  try {
    const { number, address } = JSON.parse(sessionStorage.getItem(`kb.sent.${formId}`) ?? "{}");
    return number ? { number: String(number), address: String(address) } : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} formId
 * @param {Sent | null} sent
 */
export function keepReceipt(formId, sent) {
  try {
    if (sent) sessionStorage.setItem(`kb.sent.${formId}`, JSON.stringify(sent));
    else sessionStorage.removeItem(`kb.sent.${formId}`);
  } catch {
    // Storage is closed: the number stays as long as the page does.
  }
}
