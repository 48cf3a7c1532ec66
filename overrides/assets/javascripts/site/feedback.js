// @ts-check
// "Did this help?", answered in place: the button that was pressed stays where it is and keeps the focus.

/** @param {HTMLElement} root */
export function mount(root) {
  const form = root.querySelector("form");
  if (form) form.addEventListener("submit", (event) => submitted(root, form, event));
}

/**
 * @param {HTMLElement} root
 * @param {HTMLFormElement} form
 * @param {SubmitEvent} event
 */
async function submitted(root, form, event) {
  const button = event.submitter;
  if (!(button instanceof HTMLButtonElement)) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true" || button.hasAttribute("aria-pressed")) return;
  const { thanks = "", fault = "" } = root.dataset;
  const status = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
  form.setAttribute("aria-busy", "true");
  status.textContent = "";
  const isCounted = await sent(form, button);
  form.removeAttribute("aria-busy");
  status.textContent = isCounted ? thanks : fault;
  if (!isCounted) return;
  choose(button);
  const more = /** @type {HTMLElement} */ (root.querySelector("[data-kb-more]"));
  if (button.value === "no") more.hidden = false;
}

/**
 * Leave the button as the answer that was given.
 *
 * @param {HTMLButtonElement} button
 */
function choose(button) {
  button.setAttribute("aria-pressed", "true");
  for (const other of button.parentElement?.querySelectorAll("button") ?? []) other.hidden = other !== button;
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement} button
 */
async function sent(form, button) {
  const body = new URLSearchParams({ [button.name]: button.value });
  for (const { name, value } of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input"))) {
    body.set(name, value);
  }
  if (button.name === "reason") {
    body.set("helped", "no");
    body.set("counted", "yes"); // The no itself was sent before.
  }
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", body, headers, credentials: "omit" });
    return answer.ok;
  } catch {
    return false;
  }
}
