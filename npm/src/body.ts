// Reads a request's body: bytes, a text, or a form that a framework has parsed.

import { encode } from "./platform.js";

/** A body as received: bytes, or a well-formed text that is taken as UTF-8. */
export type Body = string | ArrayBufferLike | ArrayBufferView;

/** A form that a framework has parsed, for providers that sign a form field. */
export type FormBody = FormLike | Readonly<Record<string, string | readonly string[] | undefined>>;

/** The part of a Fetch API `FormData` or `URLSearchParams` that is used: all values of a field. */
export interface FormLike {
  getAll(name: string): readonly unknown[];
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
  if (!isFormLike(body) && !isPlainObject(body)) return "not raw";
  const packed: string[] = [];
  let unreadable: Unreadable | undefined;
  names.forEach((name, index) => {
    const mark = String.fromCharCode(65 + index);
    for (const value of valuesOf(body, name)) {
      if (typeof value !== "string") packed.push(`${mark}f`);
      else if (isWellFormed(value)) packed.push(`${mark}t${value}`);
      else unreadable = "not text";
    }
  });
  return unreadable ?? packed;
}

/** Whether a value is meant as bytes, readable or not. */
export function isBytes(value: unknown): boolean {
  return ArrayBuffer.isView(value) || BUFFER_TAGS.includes(Object.prototype.toString.call(value));
}

/** Whether a text can be written as UTF-8 without loss. */
export function isWellFormed(text: string): boolean {
  // Node 18 lacks the method.
  return text.isWellFormed?.() ?? !LONE_SURROGATE.test(text);
}

export function valuesOf(form: FormLike | Record<string, unknown>, name: string): readonly unknown[] {
  if (isFormLike(form)) return form.getAll(name);
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function isFormLike(value: unknown): value is FormLike {
  return typeof (value as Partial<FormLike> | null | undefined)?.getAll === "function";
}

// Of whatever realm, as test runners have several.
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const BUFFER_TAGS: readonly string[] = ["[object ArrayBuffer]", "[object SharedArrayBuffer]"];
const LONE_SURROGATE = /\p{Surrogate}/u;
