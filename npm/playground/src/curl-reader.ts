// Reads a curl command as a shell and curl would; an option whose part in the request is not known is named.

import { concat, encode, toBase64 } from "./bytes.js";
import { splitWords } from "./shell-words.js";
import type { WholeRequest } from "./whole-request.js";

/** The request of a curl command, or a sentence that says what is not understood. */
export function readCurl(command: string): WholeRequest | string {
  const words = splitWords(command);
  if (typeof words === "string") return words;
  const request: Read = { url: "", headers: [], parts: [], json: false };
  const rest = words.slice(1);
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const failure = readWord(request, word, rest);
    if (failure !== null) return failure;
  }
  const named = (name: string) => request.headers.some(([other]) => other.toLowerCase() === name);
  if (request.parts.length > 0 && !named("content-type")) {
    request.headers.push(["Content-Type", request.json ? "application/json" : "application/x-www-form-urlencoded"]);
  }
  return { url: request.url, headers: request.headers, body: concat(request.parts) };
}

interface Read {
  url: string;
  readonly headers: [string, string][];
  readonly parts: Uint8Array[];
  json: boolean;
}

/** Reads an option with its value, which is the first of the `rest`, or the URL. */
function readWord(request: Read, word: Uint8Array, rest: Uint8Array[]): string | null {
  const name = text(word);
  if (!/^-./.test(name)) {
    request.url = name;
    return null;
  }
  if (name.startsWith("--")) return readOption(request, name, name.slice(2), rest);
  // Letters may stand together, and the value of the last one right behind it. They are ASCII, so bytes are characters.
  for (let at = 1; at < word.length; at++) {
    const letter = name[at]!;
    const long = LETTERS[letter];
    if (long === undefined) return unknown(`-${letter}`);
    if (FLAGS.has(long)) continue;
    if (at + 1 < word.length) rest.unshift(word.slice(at + 1));
    return readOption(request, `-${letter}`, long, rest);
  }
  return null;
}

function readOption(request: Read, written: string, option: string, rest: Uint8Array[]): string | null {
  if (FLAGS.has(option) || option.startsWith("no-")) return null;
  const refusal = REFUSED[option];
  if (refusal !== undefined) return refusal;
  if (!IGNORED.has(option) && !READ.has(option)) return unknown(written);
  const value = rest.shift();
  if (value === undefined) return `\`${written}\` has no value`;
  return IGNORED.has(option) ? null : apply(request, option, value);
}

function apply(request: Read, option: string, value: Uint8Array): string | null {
  switch (option) {
    case "header": {
      const [, name, rest] = /^([^:]+):[ \t]*(.*)$/s.exec(text(value)) ?? [];
      if (name !== undefined && rest !== "") request.headers.push([name.trim(), rest!]);
      return null;
    }
    case "user-agent":
      request.headers.push(["User-Agent", text(value)]);
      return null;
    case "referer":
      request.headers.push(["Referer", text(value)]);
      return null;
    case "cookie":
      request.headers.push(["Cookie", text(value)]);
      return null;
    case "user":
      request.headers.push(["Authorization", `Basic ${toBase64(value)}`]);
      return null;
    case "url":
      request.url = text(value);
      return null;
  }
  if (option !== "data-raw" && value[0] === AT) {
    return `the body stands in the file \`${text(value.subarray(1))}\`: choose it below, and remove this option`;
  }
  request.json ||= option === "json";
  if (request.parts.length > 0 && option !== "json") request.parts.push(encode("&"));
  request.parts.push(value);
  return null;
}

function unknown(option: string): string {
  const name = /^[\w#.-]{1,40}/.exec(option)?.[0] ?? "-";
  return `\`${name}\` is not known here: remove this option, with its value if it has one`;
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

const AT = 0x40;

const READ: ReadonlySet<string> = new Set(
  "header user-agent referer cookie user url data data-ascii data-binary data-raw json".split(" "),
);
const FORM = "curl makes the body of a multipart form itself: paste the raw request, or give the body as a file";
const REFUSED: Readonly<Record<string, string>> = {
  form: FORM,
  "form-string": FORM,
  "data-urlencode": "`--data-urlencode` is not read: paste the raw request, or give the body as a file",
  get: "`--get` sends the data in the URL: paste the URL with it, and remove the data",
  "upload-file": "the body stands in the file of `--upload-file`: choose it below, and remove this option",
};
/** Options that change no byte of the request. */
const FLAGS: ReadonlySet<string> = new Set([
  ..."compressed fail fail-with-body globoff http1.0 http1.1 http2 http2-prior-knowledge http3 include".split(" "),
  ..."insecure ipv4 ipv6 location no-buffer path-as-is progress-bar show-error silent verbose".split(" "),
]);
/** The same, with a value. */
const IGNORED: ReadonlySet<string> = new Set([
  ..."cacert cert connect-timeout cookie-jar key max-time output proxy request resolve retry retry-delay".split(" "),
  "write-out",
]);
const LETTERS: Readonly<Record<string, string>> = {
  "#": "progress-bar",
  0: "http1.0",
  4: "ipv4",
  6: "ipv6",
  A: "user-agent",
  b: "cookie",
  c: "cookie-jar",
  d: "data",
  e: "referer",
  E: "cert",
  f: "fail",
  F: "form",
  g: "globoff",
  G: "get",
  H: "header",
  i: "include",
  k: "insecure",
  L: "location",
  m: "max-time",
  N: "no-buffer",
  o: "output",
  s: "silent",
  S: "show-error",
  T: "upload-file",
  u: "user",
  v: "verbose",
  w: "write-out",
  x: "proxy",
  X: "request",
};
