// Whether a secret stands in bytes, however it is written there: says yes rather once too often than once too seldom.

import { encode, fromBase64, fromHex, toBase64, toBinary, toHex } from "./bytes.js";

/** Looks for secrets as they are, and for what is left of them without white space, quotes and prefixes. */
export class SecretSearch {
  readonly #folded = new Set<string>();
  readonly #exact = new Set<string>();

  constructor(secrets: readonly string[]) {
    for (const secret of secrets.filter((text) => text !== "")) {
      // Of what has few letters and digits, the signs count as well.
      if (fold(utf8(secret)).length < FEWEST) this.#exact.add(utf8(secret));
      for (const core of cores(secret)) for (const text of spellings(core)) this.#folded.add(text);
    }
  }

  finds(place: Uint8Array | string): boolean {
    for (const reading of readings(typeof place === "string" ? utf8(place) : toBinary(place))) {
      const folded = fold(reading);
      for (const text of this.#folded) if (folded.includes(text)) return true;
      for (const text of this.#exact) if (reading.includes(text)) return true;
    }
    return false;
  }
}

/** The secret, what stands behind its prefixes such as `NAME=`, `Bearer ` or `whsec_`, and the keys these encode. */
function cores(secret: string): Uint8Array[] {
  const bare = secret.replace(/^["'`\s]+|["'`\s,;]+$/g, "");
  const texts = [secret, bare];
  for (let text = bare; PREFIX.test(text);) {
    text = text.replace(PREFIX, "");
    if (fold(utf8(text)).length >= FEWEST_BEHIND_PREFIX) texts.push(text);
  }
  const keys = texts.flatMap((text) => [fromBase64(text), fromHex(text)]).filter((key) => key !== null);
  return [...texts.map(encode), ...keys.filter(({ length }) => length >= FEWEST_OF_KEY)];
}

/** The bytes as they are, in hex, and in base64 behind no, one or two bytes: what of it does not depend on others. */
function spellings(bytes: Uint8Array): string[] {
  const base64 = [0, 1, 2].map((before) => {
    const shifted = new Uint8Array(before + bytes.length);
    shifted.set(bytes, before);
    return toBase64(shifted).slice(Math.ceil((before * 8) / 6), Math.floor((shifted.length * 8) / 6));
  });
  const long = [toHex(bytes), ...base64].map(fold).filter((text) => text.length >= FEWEST_ENCODED);
  const plain = fold(toBinary(bytes));
  return plain.length < FEWEST ? long : [plain, ...long];
}

/** The text, and whatever it becomes when layers of escapes and of base64 are taken off. */
function readings(text: string): Set<string> {
  const found = new Set([text]);
  // What is added on the way is read as well, by turns.
  let layer = [text];
  for (let depth = 0; depth < LAYERS; depth++) {
    layer = layer.flatMap((outer) => [unescape(outer), withoutBase64(outer)]).filter((inner) => !found.has(inner));
    for (const inner of layer) found.add(inner);
  }
  return found;
}

/** Percent-encoding, the escapes of JSON and of JavaScript, character references of HTML. */
function unescape(text: string): string {
  return text.replace(ESCAPE, (all, hex?: string, units?: string, control?: string, decimal?: string, ref?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (units !== undefined) {
      return utf8(String.fromCharCode(...units.match(/[\da-f]{4}/gi)!.map((unit) => Number.parseInt(unit, 16))));
    }
    // Both are folded away, unlike the letter.
    if (control !== undefined) return " ";
    const code = decimal !== undefined ? Number(decimal) : ref !== undefined ? Number.parseInt(ref, 16) : null;
    if (code === null) return all.startsWith("&") ? " " : all;
    return code <= 0x10ffff ? utf8(String.fromCodePoint(code)) : all;
  });
}

function withoutBase64(text: string): string {
  return text.replace(/[\w+/-]{8,}/g, (run) => {
    const bytes = fromBase64(run.length % 4 === 1 ? run.slice(0, -1) : run);
    return bytes === null ? run : toBinary(bytes);
  });
}

/** Letters, digits and what is not ASCII, since quotes, blanks and the signs of base64 are written in many ways. */
function fold(text: string): string {
  return text.toLowerCase().replace(/[\0-/:-`{-\x7f]/g, "");
}

/** A character a byte, so that bytes that are no text hide nothing. */
function utf8(text: string): string {
  return toBinary(encode(text));
}

const PREFIX = /^[a-z][\w-]*?(?:_|[=:,]\s*|\s+)["'`\s]*(?=[^])/i;
const ESCAPE = new RegExp(
  [
    String.raw`(?:%|\\x)([\da-f]{2})`,
    String.raw`((?:\\u[\da-f]{4}){1,64})`,
    String.raw`\\([nrtbfv])`,
    String.raw`&#(\d{1,7});`,
    String.raw`&#x([\da-f]{1,6});`,
    "&(?:amp|apos|gt|lt|quot);",
  ].join("|"),
  "gi",
);
const LAYERS = 4;
/** Letters and digits that are enough to tell a secret by. */
const FEWEST = 3;
const FEWEST_BEHIND_PREFIX = 6;
const FEWEST_ENCODED = 5;
const FEWEST_OF_KEY = 12;
