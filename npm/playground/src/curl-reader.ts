// Reads a curl command as a shell and curl would, as far as a request is told by it.

import { encode } from "./bytes.js";
import type { WholeRequest } from "./whole-request.js";

/** The request of a curl command, or a sentence that says what is not understood. */
export function readCurl(command: string): WholeRequest | string {
  const words = split(command);
  if (typeof words === "string") return words;
  const request = { url: "", headers: [] as [string, string][], parts: [] as Uint8Array[], json: false };
  for (let index = 1; index < words.length; index++) {
    const { option, value: attached } = readOption(words[index]!);
    if (option === null) {
      request.url = text(words[index]!);
      continue;
    }
    if (!TAKES_VALUE.has(option)) continue;
    const value = attached ?? words[++index];
    if (value === undefined) return `\`${option}\` has no value`;
    const failure = apply(request, option, value);
    if (failure !== null) return failure;
  }
  const body = join(request.parts);
  const named = (name: string) => request.headers.some(([other]) => other.toLowerCase() === name);
  if (request.parts.length > 0 && !named("content-type")) {
    request.headers.push(["Content-Type", request.json ? "application/json" : "application/x-www-form-urlencoded"]);
  }
  return { url: request.url, headers: request.headers, body };
}

interface Read {
  url: string;
  readonly headers: [string, string][];
  readonly parts: Uint8Array[];
  json: boolean;
}

function apply(request: Read, option: string, value: Uint8Array): string | null {
  switch (option) {
    case "-H":
    case "--header": {
      const [, name, rest] = /^([^:]+):[ \t]*(.*)$/s.exec(text(value)) ?? [];
      if (name !== undefined && rest !== "") request.headers.push([name.trim(), rest!]);
      return null;
    }
    case "-A":
    case "--user-agent":
      request.headers.push(["User-Agent", text(value)]);
      return null;
    case "--url":
      request.url = text(value);
      return null;
    case "--json":
      request.json = true;
      break;
    case "-F":
    case "--form":
    case "--form-string":
      return "curl makes the body of a multipart form itself: paste the raw request, or give the body as a file";
    case "--data-urlencode":
      return "`--data-urlencode` is not read: paste the raw request, or give the body as a file";
    case "-d":
    case "--data":
    case "--data-ascii":
    case "--data-binary":
    case "--data-raw":
      break;
    default:
      return null;
  }
  if (option !== "--data-raw" && value[0] === AT) {
    return `the body stands in the file \`${text(value.subarray(1))}\`: choose it below, and remove this option`;
  }
  if (request.parts.length > 0 && option !== "--json") request.parts.push(encode("&"));
  request.parts.push(value);
  return null;
}

/** `--name`, `--name=` is no form of curl's; `-Xvalue` is. */
function readOption(word: Uint8Array): { option: string | null; value?: Uint8Array } {
  const name = text(word);
  if (!/^-./.test(name)) return { option: null };
  if (name.startsWith("--") || name.length === 2) return { option: name };
  const option = name.slice(0, 2);
  return TAKES_VALUE.has(option) ? { option, value: word.subarray(2) } : { option: name };
}

/** The words of a command, as bytes: quotes of all three kinds, backslashes, continued lines. */
function split(command: string): Uint8Array[] | string {
  const words: Uint8Array[] = [];
  let word: number[] | null = null;
  for (let rest = command; rest !== "";) {
    const space = /^(?:\s|\\\r?\n)+/.exec(rest);
    if (space !== null) {
      if (word !== null) words.push(Uint8Array.from(word));
      word = null;
      rest = rest.slice(space[0].length);
      continue;
    }
    const token = TOKEN.exec(rest);
    if (token === null) return "a quote in the command is not closed";
    if (/^[|;&<>`]|^\$\(/.test(token[0])) return `\`${token[0][0]}\` is not read: paste the curl command alone`;
    (word ??= []).push(...bytesOf(token));
    rest = rest.slice(token[0].length);
  }
  if (word !== null) words.push(Uint8Array.from(word));
  return words;
}

function bytesOf({ groups }: RegExpExecArray): number[] {
  const { single, double, ansi, escaped, plain } = groups!;
  if (ansi !== undefined) return unescapeAnsi(ansi);
  const value =
    single ?? double?.replace(/\\(?:\r?\n|([$`"\\]))/g, (_, kept?: string) => kept ?? "") ?? escaped ?? plain!;
  return [...encode(value)];
}

/** What stands between `$'` and `'`. */
function unescapeAnsi(quoted: string): number[] {
  const bytes: number[] = [];
  for (const [all, hex, octal, short, long, simple] of quoted.matchAll(ANSI)) {
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 0xff);
    else if (short ?? long) bytes.push(...encode(characterOf(Number.parseInt((short ?? long)!, 16))));
    else if (simple !== undefined) bytes.push(...encode(SIMPLE[simple] ?? simple));
    else bytes.push(...encode(all));
  }
  return bytes;
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

const TOKEN = new RegExp(
  [
    String.raw`^\$'(?<ansi>(?:[^'\\]|\\[^])*)'`,
    String.raw`^'(?<single>[^']*)'`,
    String.raw`^"(?<double>(?:[^"\\]|\\[^])*)"`,
    String.raw`^\\(?<escaped>[^])`,
    String.raw`^(?<plain>\$\(|[^\s'"\\])`,
  ].join("|"),
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
const AT = 0x40;

/** The options of curl that have a value; those that change no byte of the request are passed over with it. */
const TAKES_VALUE: ReadonlySet<string> = new Set(
  (
    "-H --header -A --user-agent --url -d --data --data-ascii --data-binary --data-raw --data-urlencode --json " +
    "-F --form --form-string -X --request -o --output -m --max-time --connect-timeout -u --user -b --cookie " +
    "-c --cookie-jar -e --referer -x --proxy -w --write-out --retry --resolve --cacert --cert -E --key -K --config"
  ).split(" "),
);
