// One body as exact bytes, given as text, file, base64 or hex, with a view that shows what a text field hides.

import { decode, encode, fromBase64, fromHex, lineEnds, startsWithMark, summary, toBase64, toHex } from "./bytes.js";
import { byId, byRole, say } from "./dom.js";
import { showBytes } from "./show-bytes.js";

type Form = "text" | "file" | "base64" | "hex";

export class BodyEditor {
  readonly #root: HTMLElement;
  readonly #changed: () => void;
  readonly #text: HTMLTextAreaElement;
  readonly #code: HTMLTextAreaElement;
  readonly #file: HTMLInputElement;
  readonly #switches: Readonly<Record<"crlf" | "end" | "bom", HTMLInputElement>>;
  /** The bytes of a file, or those that no text field could keep. */
  #held: Uint8Array<ArrayBuffer> = new Uint8Array();
  /** The bytes that were last understood. */
  #last: Uint8Array<ArrayBuffer> = new Uint8Array();

  constructor(root: HTMLElement, changed: () => void) {
    this.#root = root;
    this.#changed = changed;
    root.append(byId<HTMLTemplateElement>("body-editor").content.cloneNode(true));
    this.#text = byRole(root, "text");
    this.#code = byRole(root, "code");
    this.#file = byRole(root, "file");
    this.#switches = { crlf: byRole(root, "crlf"), end: byRole(root, "end"), bom: byRole(root, "bom") };
    for (const radio of this.#radios()) {
      radio.name = `${root.id}-form`;
      radio.addEventListener("change", () => this.#convert(radio.value as Form));
    }
    this.#text.addEventListener("paste", (event) => this.#paste(event));
    this.#text.addEventListener("input", () => this.#show());
    this.#code.addEventListener("input", () => this.#show());
    this.#file.addEventListener("change", () => void this.#readFile());
    this.#switches.end.addEventListener("change", () => this.#setEnd(this.#switches.end.checked));
    for (const name of ["crlf", "bom"] as const) this.#switches[name].addEventListener("change", () => this.#show());
    this.#render();
  }

  /** The bytes, or a sentence that says why what is there is none. */
  read(): Uint8Array<ArrayBuffer> | string {
    switch (this.#form()) {
      case "file":
        return this.#held;
      case "base64":
        return fromBase64(this.#code.value) ?? "this is not base64";
      case "hex":
        return fromHex(this.#code.value) ?? "this is not hex: two digits make a byte";
      case "text":
        return this.#fromText();
    }
  }

  /** Holds these bytes: as text if a text field can show and keep each of them. */
  fill(bytes: Uint8Array<ArrayBuffer>): void {
    if (!this.#toText(bytes)) this.#hold(bytes, "taken byte for byte");
    this.#show();
  }

  #fromText(): Uint8Array<ArrayBuffer> | string {
    const text = this.#text.value;
    if (/\p{Surrogate}/u.test(text)) return "half of a surrogate pair stands in the text, which has no UTF-8";
    const lines = this.#switches.crlf.checked ? text.replaceAll("\n", "\r\n") : text;
    return encode(this.#switches.bom.checked ? `\ufeff${lines}` : lines);
  }

  /** False if a text field would change the bytes: other encodings, line ends that are not all alike. */
  #toText(bytes: Uint8Array): boolean {
    const text = decode(bytes);
    const { crlf, lf, cr } = lineEnds(bytes);
    if (text === null || text.includes("\0") || cr > 0 || (crlf > 0 && lf > 0)) return false;
    const marked = startsWithMark(bytes);
    this.#switches.bom.checked = marked;
    this.#switches.crlf.checked = crlf > 0;
    this.#text.value = (marked ? text.slice(1) : text).replaceAll("\r\n", "\n");
    this.#choose("text");
    return true;
  }

  #hold(bytes: Uint8Array<ArrayBuffer>, what: string): void {
    this.#held = bytes;
    say(byRole(this.#root, "held"), what);
    this.#choose("file");
  }

  /** Another way to write the bytes that are there; a way that cannot keep them is not taken. */
  #convert(form: Form): void {
    const bytes = this.#last;
    if (form === "base64") this.#code.value = toBase64(bytes);
    if (form === "hex") this.#code.value = toHex(bytes);
    if (form === "file") this.#hold(bytes, bytes.length > 0 ? "the bytes that were there before" : "");
    if (form === "text" && !this.#toText(bytes)) {
      this.#hold(bytes, "held byte for byte: a text field would change these bytes");
    }
    this.#show();
  }

  /** A text field makes every line end LF, so what is pasted as all of the body is taken from the clipboard itself. */
  #paste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    const { selectionStart, selectionEnd, value } = this.#text;
    if (!pasted.includes("\r") || selectionStart !== 0 || selectionEnd !== value.length) return;
    event.preventDefault();
    this.fill(encode(pasted));
  }

  async #readFile(): Promise<void> {
    const file = this.#file.files?.[0];
    if (file === undefined) return;
    try {
      this.#hold(new Uint8Array(await file.arrayBuffer()), `\`${file.name}\``);
      this.#show();
    } catch {
      say(byRole(this.#root, "error"), "the file could not be read");
    }
  }

  #setEnd(wanted: boolean): void {
    const text = this.#text.value.replace(/\n$/, "");
    this.#text.value = wanted ? `${text}\n` : text;
    this.#show();
  }

  #show(): void {
    this.#render();
    this.#changed();
  }

  #render(): void {
    const form = this.#form();
    for (const part of this.#root.querySelectorAll<HTMLElement>("[data-for]")) {
      part.hidden = part.dataset["for"] !== (form === "base64" || form === "hex" ? "code" : form);
    }
    byRole(this.#root, "code-label").textContent = `Body in ${form}`;
    this.#switches.end.checked = this.#text.value.endsWith("\n");
    const bytes = this.read();
    const wrong = typeof bytes === "string";
    say(byRole(this.#root, "error"), wrong ? bytes : "");
    for (const field of [this.#text, this.#code]) field.setAttribute("aria-invalid", String(wrong));
    if (wrong) return;
    this.#last = bytes;
    byRole(this.#root, "summary").textContent = summary(bytes);
    showBytes(byRole(this.#root, "view"), bytes);
    byRole(this.#root, "first").textContent = toHex(bytes.subarray(0, ENDS)) || "none";
    byRole(this.#root, "last").textContent = toHex(bytes.subarray(-ENDS)) || "none";
  }

  #form(): Form {
    return (this.#radios().find(({ checked }) => checked)?.value ?? "text") as Form;
  }

  #choose(form: Form): void {
    for (const radio of this.#radios()) radio.checked = radio.value === form;
  }

  #radios(): HTMLInputElement[] {
    return [...this.#root.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  }
}

/** How many bytes at each end are shown in hex. */
const ENDS = 16;
