// @ts-check
// A fold stands open on wide screens also where the browser does not know `::details-content`.

/** Equal to the media queries in layout.css. */
const WIDE = { side: "(min-width: 60em)", toc: "(min-width: 80em)" };

/** @param {HTMLElement} root */
export function mount(root) {
  if (!(root instanceof HTMLDetailsElement) || CSS.supports("selector(::details-content)")) return;
  const query = matchMedia(root.closest(".kb-toc") ? WIDE.toc : WIDE.side);
  const follow = () => {
    root.open = query.matches;
  };
  query.addEventListener("change", follow);
  follow();
}
