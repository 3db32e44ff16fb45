// Splits a command into words, as bytes, as a shell would: quotes of all three kinds, backslashes, continued lines.

import { concat, encode } from "./bytes.js";

/** The words, or a sentence that says what is not understood. */
export function splitWords(command: string): Uint8Array[] | string {
  const words: Uint8Array[] = [];
  let word: Uint8Array[] = [];
  const end = () => {
    if (word.length > 0) words.push(concat(word));
    word = [];
  };
  let at = 0;
  while (at < command.length) {
    const match = matchAt(SPACE, command, at) ?? matchAt(TOKEN, command, at);
    if (match === null) return "a quote in the command is not closed";
    at += match[0].length;
    if (match.groups === undefined) end();
    else if (/^(?:[|;&<>`]|\$\()/.test(match[0])) return `\`${match[0][0]}\` is not read: paste the curl command alone`;
    else word.push(bytesOf(match.groups));
  }
  end();
  return words;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function bytesOf({ single, double, ansi, escaped, plain }: Record<string, string | undefined>): Uint8Array {
  if (ansi !== undefined) return unescapeAnsi(ansi);
  const unescaped = double?.replace(/\\(?:\r?\n|([$`"\\]))/g, (_, kept?: string) => kept ?? "");
  return encode(single ?? unescaped ?? escaped ?? plain!);
}

/** What stands between `$'` and `'`. */
function unescapeAnsi(quoted: string): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [all, hex, octal, short, long, simple] of quoted.matchAll(ANSI)) {
    if (hex !== undefined) parts.push(Uint8Array.of(Number.parseInt(hex, 16)));
    else if (octal !== undefined) parts.push(Uint8Array.of(Number.parseInt(octal, 8) & 0xff));
    else if (short ?? long) parts.push(encode(characterOf(Number.parseInt((short ?? long)!, 16))));
    else parts.push(encode(simple === undefined ? all : (SIMPLE[simple] ?? simple)));
  }
  return concat(parts);
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}

const SPACE = /(?:\s|\\\r?\n)+/y;
const TOKEN = new RegExp(
  [
    String.raw`\$'(?<ansi>[^'\\]*(?:\\[^][^'\\]*)*)'`,
    String.raw`'(?<single>[^']*)'`,
    String.raw`"(?<double>[^"\\]*(?:\\[^][^"\\]*)*)"`,
    String.raw`\\(?<escaped>[^])`,
    String.raw`(?<plain>\$\(|[|;&<>\x60$]|[^\s'"\\|;&<>\x60$]+)`,
  ].join("|"),
  "y",
);
const ANSI = /\\x([\da-fA-F]{1,2})|\\([0-7]{1,3})|\\u([\da-fA-F]{1,4})|\\U([\da-fA-F]{1,8})|\\([^])|[^\\]+/g;
const SIMPLE: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
