// @ts-check
// The folded article opens where an address names one of its headings.

/** @param {HTMLElement} root */
export function mount(root) {
  const open = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const heading = id ? document.getElementById(id) : null;
    if (!(root instanceof HTMLDetailsElement) || !heading || !root.contains(heading)) return;
    root.open = true;
    heading.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
}
