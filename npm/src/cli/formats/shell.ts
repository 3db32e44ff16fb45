// Splits a command line into words as a POSIX shell does, byte for byte; also `$'..'` of bash.
//
// Nothing is run or looked up: what a shell would expand is refused.

import { UsageError } from "../failure.js";

/** The words, one character a byte. */
export function splitWords(command: string, path: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(command);
    if (found !== null) at += found[0].length;
    return found;
  };
  // No pattern: it would keep a place to come back to for each backslash, and there may be millions.
  const takeQuoted = (open: string, ends: string): string | null => {
    if (!command.startsWith(open, at)) return null;
    const start = at + open.length;
    let end = start;
    while (end < command.length && !ends.includes(command[end]!)) end += command[end] === "\\" ? 2 : 1;
    if (command[end] !== ends[0]) return null;
    at = end + 1;
    return command.slice(start, end);
  };
  while (at < command.length) {
    let found, quoted;
    if ((found = take(/\\\r?\n/y))) continue;
    if ((found = take(/[ \t\r\n]+/y))) {
      // A command ends with its line.
      if (found[0].includes("\n") && command.slice(at).trim() !== "") refuse(path, "a second command");
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if ((found = take(/[^\s'"\\$`|&;<>()*?#~!{}[\]^]+/y))) word = (word ?? "") + found[0];
    else if ((found = take(/'([^']*)'/y))) word = (word ?? "") + found[1];
    else if ((quoted = takeQuoted("$'", "'")) !== null) word = (word ?? "") + quoted.replace(ANSI, unescapeAnsi);
    else if ((quoted = takeQuoted('"', '"$`')) !== null) word = (word ?? "") + quoted.replace(WITHIN, "$1");
    else if ((found = take(/\\([^])/y))) word = (word ?? "") + found[1];
    // Without meaning inside a word, or where nothing matches them.
    else if ((found = take(word === undefined ? /[?*[\]{}!]/y : /[?*[\]{}#~!]/y))) word = (word ?? "") + found[0];
    else refuse(path, `\`${command[at]}\``);
  }
  if (word !== undefined) words.push(word);
  return words;
}

function refuse(path: string, what: string): never {
  throw new UsageError(`${path} has ${what} outside of quotes, which only a shell can read`);
}

function unescapeAnsi(whole: string, octal?: string, hex?: string, code?: string, control?: string): string {
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  if (code !== undefined) return Buffer.from(String.fromCharCode(Number.parseInt(code, 16))).toString("latin1");
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 0x1f);
  return NAMED[whole[1]!] ?? whole;
}

/** Between double quotes: a backslash before one of these, or a line that goes on. */
const WITHIN = /\\(?:\r?\n|([$`"\\]))/g;

/** Every escape of `$'..'`; a backslash before anything else stays. */
const ANSI = /\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|c([^])|[^])/g;

const NAMED: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  E: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "?": "?",
};
