// A list of password fields. What stands in them is read when it is needed and kept nowhere else.

import { make, say } from "./dom.js";

/** The fields within one group; there is always at least one. */
export class SecretList {
  readonly #root: HTMLElement;
  readonly #noun: string;
  readonly #rows = make("div", { class: "rows" });
  readonly #note = make("p", { class: "hint", role: "status", hidden: true });
  readonly #changed: () => void;

  constructor(root: HTMLElement, noun: string, changed: () => void) {
    this.#root = root;
    this.#noun = noun;
    this.#changed = changed;
    const add = make("button", { type: "button", class: "quiet" }, `Add another ${noun}`);
    add.addEventListener("click", () => this.#add().focus());
    this.#root.append(this.#rows, this.#note, add);
    this.#add();
  }

  /** The secrets that are filled in, in their order. */
  values(): string[] {
    return this.#inputs().flatMap(({ value }) => (value === "" ? [] : [value]));
  }

  /** Fills in these and no others. */
  fill(secrets: readonly string[]): void {
    this.#rows.replaceChildren();
    for (const secret of secrets.length === 0 ? [""] : secrets) this.#add().value = secret;
  }

  /** Says whether something is wrong with them; the message stands beside the group. */
  mark(invalid: boolean): void {
    for (const input of this.#inputs()) {
      if (invalid) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }

  #add(): HTMLInputElement {
    // Not the password of this page: nothing is to be filled in, and nothing to be kept.
    const input = make("input", { type: "password", class: "mono", autocomplete: "off", spellcheck: "false" });
    const show = make("button", { type: "button", "aria-pressed": "false" }, "Show");
    const remove = make("button", { type: "button" }, "Remove");
    const row = make("div", { class: "row" }, input, show, remove);
    input.addEventListener("paste", (event) => this.#noteLineEnd(event.clipboardData?.getData("text/plain") ?? ""));
    input.addEventListener("input", this.#changed);
    show.addEventListener("click", () => {
      const hidden = input.type === "password";
      input.type = hidden ? "text" : "password";
      show.setAttribute("aria-pressed", String(hidden));
    });
    remove.addEventListener("click", () => {
      row.remove();
      if (this.#inputs().length === 0) this.#add();
      this.#number();
      this.#inputs().at(-1)!.focus();
      this.#changed();
    });
    this.#rows.append(row);
    this.#number();
    return input;
  }

  #number(): void {
    const rows = [...this.#rows.children];
    for (const [index, row] of rows.entries()) {
      const name = rows.length === 1 ? this.#noun : `${this.#noun} ${index + 1}`;
      const [input, show, remove] = row.children as unknown as [HTMLInputElement, HTMLElement, HTMLElement];
      input.setAttribute("aria-label", name);
      show.setAttribute("aria-label", `Show ${name}`);
      remove.setAttribute("aria-label", `Remove ${name}`);
      remove.hidden = rows.length === 1;
    }
  }

  /** A field of one line drops line ends, which are a cause that somebody may be looking for. */
  #noteLineEnd(pasted: string): void {
    say(this.#note, /[\r\n]/.test(pasted) ? LINE_END : "");
  }

  #inputs(): HTMLInputElement[] {
    return [...this.#rows.querySelectorAll("input")];
  }
}

const LINE_END =
  "The pasted text holds a line end, which this field leaves out. If your server reads it, that may be the cause.";
