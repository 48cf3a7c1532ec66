// @ts-check
// Links to terms explain themselves: their definition shows while they are pointed at or have focus, and at the first
// tap. It can be pointed at too, and Escape closes it (WCAG 1.4.13). Without this script they are plain links.

/** @typedef {{ lang: string, hint: string, terms: Record<string, { name: string, text: string }> }} Definitions */

const OPEN_MS = 150; // a pointer that only passes opens nothing
const CLOSE_MS = 250; // long enough to reach the definition
const GAP_PX = 6;
const MARGIN_PX = 8;

/** @param {Document} document */
export function mount(document) {
  const source = document.getElementById("kb-terms")?.textContent;
  if (source) new Definition(document, JSON.parse(source)).listen();
}

/** The one definition that a page shows at a time. */
class Definition {
  /**
   * @param {Document} document
   * @param {Definitions} definitions
   */
  constructor(document, definitions) {
    this.document = document;
    this.definitions = definitions;
    this.box = element(document, "div", "kb-term-tip");
    this.box.id = "kb-term-tip";
    this.box.setAttribute("role", "tooltip");
    this.box.hidden = true;
    this.text = element(document, "p", "kb-term-tip__text");
    this.text.lang = definitions.lang;
    this.hint = element(document, "p", "kb-term-tip__hint");
    this.hint.textContent = definitions.hint;
    this.box.append(this.text, this.hint);
    document.body.append(this.box);
    /** @type {HTMLAnchorElement | null} */
    this.link = null;
    this.timer = 0;
    this.isTouched = false;
    /** @type {HTMLAnchorElement | null} The link that the tap in progress found open. */
    this.wasOpen = null;
  }

  listen() {
    const { document } = this;
    document.addEventListener("pointerover", (event) => this.pointed(event));
    document.addEventListener("pointerout", (event) => this.left(event));
    document.addEventListener("pointerdown", (event) => this.pressed(event), true);
    document.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("focusin", (event) => this.focused(event));
    document.addEventListener("focusout", () => this.close());
    document.addEventListener("keydown", (event) => {
      this.isTouched = false;
      if (event.key === "Escape") this.close();
    });
    document.defaultView?.addEventListener("resize", () => this.close());
  }

  /** @param {PointerEvent} event */
  pointed(event) {
    if (event.pointerType === "touch") return;
    const link = termLink(event.target);
    if (link || this.isInside(event.target)) clearTimeout(this.timer);
    if (link && link !== this.link) this.timer = window.setTimeout(() => this.open(link, event.clientY), OPEN_MS);
  }

  /** @param {PointerEvent} event */
  left(event) {
    if (event.pointerType === "touch") return;
    if (!termLink(event.target) && !this.isInside(event.target)) return;
    clearTimeout(this.timer);
    // What the keyboard opened stays while its link has focus.
    if (this.link !== this.document.activeElement) this.timer = window.setTimeout(() => this.close(), CLOSE_MS);
  }

  /** @param {PointerEvent} event */
  pressed(event) {
    this.isTouched = event.pointerType === "touch";
    const link = termLink(event.target);
    this.wasOpen = this.link;
    if (this.link && link !== this.link && !this.isInside(event.target)) this.close();
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const link = termLink(event.target);
    if (!link || !this.isTouched || link === this.wasOpen) return;
    event.preventDefault(); // the first tap shows, the second follows
    this.open(link, event.clientY);
  }

  /** @param {FocusEvent} event */
  focused(event) {
    const link = termLink(event.target);
    if (link && !this.isTouched && link.matches(":focus-visible")) this.open(link);
  }

  /**
   * @param {HTMLAnchorElement} link
   * @param {number} [y] where it was pointed at: a link may go over two lines
   */
  open(link, y) {
    const term = this.definitions.terms[link.dataset.term ?? ""];
    if (!term) return;
    this.close();
    this.text.textContent = term.text;
    this.hint.hidden = !this.isTouched;
    this.box.hidden = false;
    this.link = link;
    link.setAttribute("aria-describedby", this.box.id);
    this.place(lineOf(link, y));
  }

  close() {
    clearTimeout(this.timer);
    this.link?.removeAttribute("aria-describedby");
    this.link = null;
    this.box.hidden = true;
  }

  /** @param {DOMRect} line */
  place(line) {
    const view = this.document.documentElement;
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const isBelow = line.bottom + GAP_PX + height <= view.clientHeight || line.top < height + GAP_PX;
    const top = isBelow ? line.bottom + GAP_PX : line.top - GAP_PX - height;
    const left = Math.max(MARGIN_PX, Math.min(line.left, view.clientWidth - width - MARGIN_PX));
    this.box.style.top = `${top + window.scrollY}px`;
    this.box.style.left = `${left + window.scrollX}px`;
  }

  /** @param {EventTarget | null} target */
  isInside(target) {
    return target instanceof Node && this.box.contains(target);
  }
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLAnchorElement | null}
 */
function termLink(target) {
  return target instanceof Element ? target.closest("a[data-term]") : null;
}

/**
 * @param {Element} link
 * @param {number} [y]
 */
function lineOf(link, y) {
  const lines = [...link.getClientRects()];
  const under = y === undefined ? undefined : lines.find((line) => y >= line.top && y <= line.bottom);
  return under ?? lines[0] ?? link.getBoundingClientRect();
}

/**
 * @param {Document} document
 * @param {string} name
 * @param {string} className
 */
function element(document, name, className) {
  const made = document.createElement(name);
  made.className = className;
  return made;
}
