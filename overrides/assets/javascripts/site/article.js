// @ts-check
// The article's text: a copy button on code blocks, and the keyboard reaches what scrolls sideways.

/** @param {HTMLElement} root */
export function mount(root) {
  const { copy = "", copied = "" } = root.dataset;
  if (copy && navigator.clipboard) {
    for (const code of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("pre > code"))) {
      code.parentElement?.append(copyButton(code, copy, copied));
    }
  }
  for (const table of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("table"))) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  }
}

/**
 * @param {HTMLElement} code
 * @param {string} copy
 * @param {string} copied
 * @returns {HTMLButtonElement}
 */
function copyButton(code, copy, copied) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "kb-copy";
  button.textContent = copy;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText((code.textContent ?? "").trimEnd());
    button.textContent = copied;
    setTimeout(() => {
      button.textContent = copy;
    }, 2000);
  });
  return button;
}
