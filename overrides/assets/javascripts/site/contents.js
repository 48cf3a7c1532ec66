// @ts-check
// Marks the heading that is being read in the page's contents.

/** @param {HTMLElement} root */
export function mount(root) {
  const links = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (root.querySelectorAll('a[href^="#"]'))];
  const headings = links.flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading ? [{ link, heading }] : [];
  });
  const mark = () => {
    const current = passed(headings) ?? headings[0];
    for (const { link } of headings) {
      if (link === current?.link) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  // The upper third of the window is where people read; crossing it is when the mark may move.
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
  for (const { heading } of headings) observer.observe(heading);
  mark();
}

/**
 * The last heading whose top has passed the upper third of the window.
 *
 * @template {{ heading: HTMLElement }} Entry
 * @param {Entry[]} entries
 * @returns {Entry | undefined}
 */
function passed(entries) {
  const line = innerHeight / 3;
  return entries.filter(({ heading }) => heading.getBoundingClientRect().top <= line).at(-1);
}
