// Reads a request's body: bytes, a text, or a form that a framework has parsed.

import { encode } from "./platform.js";

/** A body as received: bytes, or a well-formed text that is taken as UTF-8. */
export type Body = string | ArrayBufferLike | ArrayBufferView;

/** A form that a framework has parsed, for providers that sign a form field. */
export type FormBody = FormLike | Readonly<Record<string, string | readonly string[] | undefined>>;

/** The part of a Fetch API `FormData` or `URLSearchParams` that is used. */
export interface FormLike {
  // `any`: FormData hands out files as well, whose type only the DOM library has.
  forEach(callback: (value: any, name: string) => void): void;
  getAll(name: string): unknown[];
}

/** Why a body cannot be verified. */
export type Unreadable = "not raw" | "not text";

/**
 * The bytes of a body, in a copy of our own: what is verified is what is handed out, whatever happens to the caller's
 * buffer meanwhile.
 */
export function readBytes(body: unknown): Uint8Array<ArrayBuffer> | Unreadable {
  if (typeof body === "string") return isWellFormed(body) ? encode(body) : "not text";
  if (typeof body !== "object" || body === null) return "not raw";
  try {
    if (!ArrayBuffer.isView(body)) {
      // Throws unless it is an ArrayBuffer or SharedArrayBuffer, of whatever realm.
      const view = new DataView(body as ArrayBuffer);
      return new Uint8Array(new Uint8Array(view.buffer));
    }
    if ((body as Uint8Array).BYTES_PER_ELEMENT === 1) return new Uint8Array(body as Uint8Array);
    return new Uint8Array(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  } catch {
    // Another object, or a view whose buffer is detached or has shrunk.
    return "not raw";
  }
}

/**
 * The fields of these names of a parsed form, packed for the core: a character that stands for the name, `t` for a
 * text or `f` for anything else, the text.
 */
export function readFields(body: unknown, names: readonly string[]): string[] | Unreadable {
  const packed: string[] = [];
  let unreadable: Unreadable | undefined;
  const add = (name: string, value: unknown): void => {
    const index = names.indexOf(name);
    if (index < 0) return;
    const mark = String.fromCharCode(65 + index);
    if (typeof value !== "string") packed.push(`${mark}f`);
    else if (isWellFormed(value)) packed.push(`${mark}t${value}`);
    else unreadable = "not text";
  };
  if (isFormLike(body)) {
    body.forEach((value: unknown, name) => add(name, value));
  } else if (isPlainObject(body)) {
    for (const name of names) {
      const value = Object.hasOwn(body, name) ? body[name] : undefined;
      if (value === undefined) continue;
      if (Array.isArray(value)) (value as unknown[]).forEach((item) => add(name, item));
      else add(name, value);
    }
  } else {
    return "not raw";
  }
  return unreadable ?? packed;
}

/** Whether a text can be written as UTF-8 without loss. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

function isFormLike(value: unknown): value is FormLike {
  return FORM_TAGS.includes(Object.prototype.toString.call(value));
}

// Of whatever realm, as test runners have several.
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const FORM_TAGS: readonly string[] = ["[object FormData]", "[object URLSearchParams]"];
const LONE_SURROGATE = /\p{Surrogate}/u;
