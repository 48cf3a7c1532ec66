// @ts-check
// A `<details>` menu closes on Escape, on a click outside and when the focus leaves it.

/** @param {HTMLElement} root */
export function mount(root) {
  if (!(root instanceof HTMLDetailsElement)) return;
  const close = () => {
    root.open = false;
  };
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !root.open) return;
    close();
    root.querySelector("summary")?.focus();
  });
  root.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !root.contains(event.relatedTarget)) close();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !root.contains(event.target)) close();
  });
}
