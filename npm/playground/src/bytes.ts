// Bytes to what can be read on a screen, and back.

import { count } from "./words.js";

/** A run of bytes as it is shown: as itself, or as a sign for what would be invisible. */
export interface Piece {
  readonly kind: "text" | "mark" | "break" | "gap";
  readonly text: string;
}

/** The UTF-8 bytes of a text. */
export function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** The text of bytes that are UTF-8, else null; a byte order mark is kept. */
export function decode(bytes: Uint8Array): string | null {
  try {
    return DECODER.decode(bytes);
  } catch {
    return null;
  }
}

/** The bytes of all parts in a row. */
export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The first and last bytes as pieces in which each invisible character has a sign. */
export function pieces(bytes: Uint8Array): Piece[] {
  if (bytes.length <= HEAD + TAIL) return shown(bytes);
  const from = boundary(bytes, HEAD);
  const to = boundary(bytes, bytes.length - TAIL);
  const gap = { kind: "gap", text: `${count(to - from, "byte")} not shown` } as const;
  return [...shown(bytes.subarray(0, from)), gap, ...shown(bytes.subarray(to))];
}

/** What the bytes are, in words: how many, which encoding, which line ends, how they end. */
export function summary(bytes: Uint8Array): string {
  if (bytes.length === 0) return "0 bytes: the body is empty";
  const facts = [count(bytes.length, "byte")];
  const text = decode(bytes);
  if (startsWithMark(bytes)) facts.push("begins with a BOM");
  if (text === null) facts.push("not UTF-8");
  else if (text.length === bytes.length) facts.push("ASCII");
  else facts.push("UTF-8");
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) facts.push("compressed with gzip");
  const { crlf, lf, cr } = lineEnds(bytes);
  if (crlf > 0) facts.push(`${crlf} CRLF`);
  if (lf > 0) facts.push(`${lf} LF`);
  if (cr > 0) facts.push(`${cr} CR alone`);
  if (crlf + lf + cr === 0) facts.push("no line end");
  else facts.push(isLineEnd(bytes.at(-1)!) ? "ends with a line end" : "ends without a line end");
  return facts.join(", ");
}

/** How often each kind of line end occurs. */
export function lineEnds(bytes: Uint8Array): { crlf: number; lf: number; cr: number } {
  const found = { crlf: 0, lf: 0, cr: 0 };
  for (let index = 0; index < bytes.length; index++) {
    if (bytes[index] === LF) found.lf += 1;
    if (bytes[index] !== CR) continue;
    if (bytes[index + 1] !== LF) found.cr += 1;
    else [found.crlf, index] = [found.crlf + 1, index + 1];
  }
  return found;
}

/** Whether the bytes begin with the byte order mark of UTF-8. */
export function startsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** Pairs of hex digits with spaces between. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/** The bytes of hex digits, between which there may be white space or colons; null if it is none. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | null {
  const digits = text.replace(/[\s:]/g, "");
  if (digits.length % 2 === 1 || /[^0-9a-f]/i.test(digits)) return null;
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Base64, with padding. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(toBinary(bytes));
}

/** A character a byte. */
export function toBinary(bytes: Uint8Array): string {
  let binary = "";
  for (let from = 0; from < bytes.length; from += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  }
  return binary;
}

/** The bytes of base64 of either alphabet, with or without padding; null if it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(text.replace(/\s/g, "").replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function shown(bytes: Uint8Array): Piece[] {
  const found: Piece[] = [];
  let run = "";
  const add = (...more: Piece[]) => {
    if (run !== "") found.push({ kind: "text", text: run });
    run = "";
    found.push(...more);
  };
  for (let index = 0; index < bytes.length;) {
    const length = characterLength(bytes, index);
    if (length === 0) {
      add({ kind: "mark", text: `\\x${bytes[index]!.toString(16).padStart(2, "0")}` });
      index += 1;
      continue;
    }
    const character = decode(bytes.subarray(index, index + length))!;
    const sign = signOf(character, index);
    if (sign === null) run += character;
    else add({ kind: "mark", text: sign });
    if (character === "\n") add({ kind: "break", text: "\n" });
    index += length;
  }
  add();
  return found;
}

/** The start of the character that `index` is inside of. */
function boundary(bytes: Uint8Array, index: number): number {
  for (let back = 0; back < 4; back++) if ((bytes[index - back]! & 0xc0) !== 0x80) return index - back;
  return index;
}

/** How many bytes the character at `index` has; 0 if these are not UTF-8. */
function characterLength(bytes: Uint8Array, index: number): number {
  const first = bytes[index]!;
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  const whole = index + length <= bytes.length && decode(bytes.subarray(index, index + length)) !== null;
  return whole ? length : 0;
}

/** The sign for a character that could not be seen, or that would move others; null for a visible one. */
function signOf(character: string, index: number): string | null {
  const code = character.codePointAt(0)!;
  // By name: few fonts have the control pictures of Unicode.
  if (code < 0x20) return CONTROLS[code]!;
  if (code === 0x7f) return "DEL";
  if (code === 0xfeff && index === 0) return "BOM";
  return INVISIBLE.test(character) ? `U+${code.toString(16).toUpperCase().padStart(4, "0")}` : null;
}

function isLineEnd(byte: number): boolean {
  return byte === LF || byte === CR;
}

/** Control and format characters, among them those that change the direction of writing; spaces other than the one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]|(?! )\p{Zs}/u;
const CONTROLS = [
  ..."NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI".split(" "),
  ..."DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US".split(" "),
];
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const LF = 0x0a;
const CR = 0x0d;
/** Of a longer body the first and last bytes are shown. */
const HEAD = 6144;
const TAIL = 1024;
