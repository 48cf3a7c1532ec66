// @ts-check
// A fold stands open on wide screens: some browsers do not know `::details-content`, and to what reads the page for
// others, what is in a closed fold cannot have focus. A list that is longer than the screen shows the page's own place.

/** Equal to the media queries in layout.css. */
const WIDE = { side: "(min-width: 60em)", toc: "(min-width: 80em)" };

/** @param {HTMLElement} root */
export function mount(root) {
  if (!(root instanceof HTMLDetailsElement)) return;
  const query = matchMedia(root.closest(".kb-toc") ? WIDE.toc : WIDE.side);
  query.addEventListener("change", () => {
    root.open = query.matches;
  });
  // A reader may have opened it before this module came.
  if (query.matches) root.open = true;
  const here = root.querySelector("[aria-current='page']");
  if (here instanceof HTMLElement && here.offsetParent === root) {
    const below = here.offsetTop + here.offsetHeight - root.clientHeight;
    if (below > 0) root.scrollTop = below + root.clientHeight / 2;
  }
}
