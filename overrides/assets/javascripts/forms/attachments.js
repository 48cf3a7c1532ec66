// @ts-check
// Files of a field: chosen by button or dropped, listed with name, size and kind, each to be taken away again.

import { element } from "../site/element.js";
import { filled } from "./definition.js";
import { HEAD_BYTES } from "./uploads.js";

/** @typedef {import("./definition.js").Upload} Upload */
/** @typedef {import("./definition.js").Words} Words */

const KB = 1000;

export class Attachments {
  /** @type {Upload[]} */
  files = [];
  #input;
  #words;
  #locale;
  #changed;
  #list = element("ul", "kb-files__list");
  #status = element("p", "kb-visually-hidden");
  #part;

  /**
   * @param {HTMLInputElement} input
   * @param {Words} words
   * @param {string} locale
   * @param {() => void} changed  is told after each change
   */
  constructor(input, words, locale, changed) {
    this.#input = input;
    this.#words = words;
    this.#locale = locale;
    this.#changed = changed;
    this.#status.setAttribute("role", "status");
    const title = element("h3", "kb-files__title", words.chosen);
    this.#part = element("div", "kb-files", title, this.#list);
    this.#part.hidden = true;
    const drop = element("p", "kb-files__drop", words.drop);
    input.after(drop, this.#part, this.#status);
    input.addEventListener("change", () => this.#add([...(input.files ?? [])]));
    this.#takeDrops(/** @type {HTMLElement} */ (input.closest(".kb-field")));
  }

  clear() {
    this.files = [];
    this.#show();
  }

  /** @param {string} text  for those who do not see the error beside the files */
  say(text) {
    this.#status.textContent = text;
  }

  /** @param {HTMLElement} field */
  #takeDrops(field) {
    /** @param {DragEvent} event */
    const carriesFiles = (event) => event.dataTransfer?.types.includes("Files") ?? false;
    for (const name of /** @type {const} */ (["dragenter", "dragover"])) {
      field.addEventListener(name, (event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        field.classList.add("kb-field--drop");
      });
    }
    field.addEventListener("dragleave", (event) => {
      if (!(event.relatedTarget instanceof Node && field.contains(event.relatedTarget)))
        field.classList.remove("kb-field--drop");
    });
    field.addEventListener("drop", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      field.classList.remove("kb-field--drop");
      this.#add([...(event.dataTransfer?.files ?? [])]);
    });
  }

  /** @param {File[]} files  one that is there already is not added again */
  async #add(files) {
    const known = new Set(this.files.map(({ file }) => keyOf(file)));
    const added = await Promise.all(files.filter((file) => !known.has(keyOf(file))).map(read));
    this.files = [...this.files, ...added];
    this.#show();
    this.#changed();
  }

  /** @param {Upload} upload */
  #remove(upload) {
    const place = this.files.indexOf(upload);
    this.files = this.files.filter((other) => other !== upload);
    this.#show();
    this.#status.textContent = filled(this.#words.removed, {
      name: upload.name,
    });
    const buttons = this.#list.querySelectorAll("button");
    /** @type {HTMLElement} */ (buttons[Math.min(place, buttons.length - 1)] ?? this.#input).focus();
    this.#changed();
  }

  /** What is chosen here is what the browser's own control says it is, too. */
  #show() {
    const transfer = new DataTransfer();
    for (const { file } of this.files) transfer.items.add(file);
    this.#input.files = transfer.files;
    this.#list.replaceChildren(...this.files.map((upload) => this.#item(upload)));
    this.#part.hidden = this.files.length === 0;
  }

  /** @param {Upload} upload */
  #item(upload) {
    const { name, size } = upload;
    const button = element("button", "kb-link", this.#words.remove);
    button.setAttribute("type", "button");
    button.append(element("span", "kb-visually-hidden", `: ${name}`));
    button.addEventListener("click", () => this.#remove(upload));
    const about = [sizeText(size, this.#locale), kindOf(name)].filter(Boolean).join(", ");
    return element(
      "li",
      "kb-files__item",
      element("span", "kb-files__name", name),
      element("span", "kb-files__about", about),
      button,
    );
  }
}

/**
 * @param {number} bytes
 * @param {string} locale
 */
export function sizeText(bytes, locale) {
  const isLarge = bytes >= KB * KB;
  const value = isLarge ? bytes / (KB * KB) : Math.ceil(bytes / KB);
  const unit = isLarge ? "megabyte" : "kilobyte";
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    maximumFractionDigits: 1,
  }).format(value);
}

/** @param {string} name */
function kindOf(name) {
  return name.includes(".") ? (name.split(".").at(-1) ?? "").toUpperCase() : "";
}

/** @param {File} file */
function keyOf({ name, size, lastModified }) {
  return `${name}/${size}/${lastModified}`;
}

/**
 * @param {File} file
 * @returns {Promise<Upload>}
 */
async function read(file) {
  const { name, size } = file;
  try {
    return {
      name,
      size,
      head: new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()),
      file,
    };
  } catch {
    return { name, size, file }; // Moved or locked meanwhile: sending it will tell.
  }
}
