// Writes a request as a curl command that posts exactly its bytes.

import { decode, toBase64 } from "./bytes.js";
import type { Headers } from "./headers.js";

/** The command, for a shell that knows `$'..'`: bash, zsh, ksh. */
export function writeCurl(url: string, headers: Headers, body: Uint8Array): string {
  const options = headers.map(([name, value]) => `--header ${quote(`${name}: ${value}`)}`);
  // No argument of a program can hold a zero byte, and a long one is refused by the system.
  const piped = body.length > LONGEST || body.includes(0);
  // Unlike `--data-binary`, this takes an `@` for what it is.
  if (!piped) options.push(`--data-raw ${quoteBytes(body)}`);
  const command = ["curl", ...options, ...(piped ? ["--data-binary @-"] : []), quote(url)].join(" \\\n  ");
  return piped ? `base64 --decode <<'END' | ${command}\n${wrapped(toBase64(body))}\nEND` : command;
}

function quoteBytes(bytes: Uint8Array): string {
  const text = decode(bytes);
  if (text !== null && !/[\p{Cc}\ufeff]/u.test(text)) return quote(text);
  return `$'${Array.from(bytes, escape).join("")}'`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function escape(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character in SHORT) return SHORT[character]!;
  return byte >= 0x20 && byte < 0x7f ? character : `\\x${byte.toString(16).padStart(2, "0")}`;
}

function wrapped(base64: string): string {
  return base64.replace(/.{76}(?=.)/g, "$&\n");
}

const SHORT: Readonly<Record<string, string>> = { "'": "\\'", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const LONGEST = 64 * 1024;
