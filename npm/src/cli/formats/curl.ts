// A curl command, read as curl reads it: the request that it would send, or an error where that cannot be told.
//
// Such commands are copied from anywhere: none has a file read that the words of `hookseal` do not name.

import { UsageError } from "../failure.js";
import type { ReadRequest } from "../request.js";
import { splitHeader } from "./header.js";
import { splitWords } from "./shell.js";

/** Reads it. */
export function parseCurl(bytes: Buffer, path: string): ReadRequest {
  const command = bytes.toString("latin1").replace(/^\s*\$ /, "");
  // The next one last, where it is cheap to take.
  const words = splitWords(command.trim(), path).slice(1).reverse();
  const state: State = { path, url: null, method: null, headers: [], data: [], query: false };
  while (words.length > 0) {
    const word = words.pop()!;
    if (/^--./.test(word)) readLong(word, words, state);
    else if (/^-./.test(word)) readShort(word, words, state);
    else setUrl(state, word);
  }
  if (state.url === null) throw new UsageError(`${path} has a curl command without a URL`);
  return finish(state, state.url);
}

function finish({ url: _, ...state }: State, url: string): ReadRequest {
  const data = Buffer.concat(state.data.flatMap((piece, index) => (index === 0 ? [piece] : [Buffer.from("&"), piece])));
  const posts = state.data.length > 0 && !state.query;
  // A header without value is left out; one that ends in a semicolon has an empty one.
  const headers = state.headers.filter(([, value]) => value !== null) as [string, string][];
  if (posts && !state.headers.some(([name]) => /^content-type$/i.test(name))) {
    headers.push(["Content-Type", "application/x-www-form-urlencoded"]);
  }
  const query = state.query && data.length > 0 ? `${url.includes("?") ? "&" : "?"}${data.toString("latin1")}` : "";
  return {
    method: state.method ?? (posts ? "POST" : "GET"),
    url: url + query,
    headers,
    body: posts ? data : Buffer.alloc(0),
    remoteAddress: null,
  };
}

function readLong(word: string, words: string[], state: State): void {
  const name = word.slice(2);
  if (FLAGS.has(name) || name.startsWith("no-")) return;
  if (name === "get") return void (state.query = true);
  const value = words.pop();
  if (value === undefined) throw new UsageError(`${state.path}: the option --${shown(name)} lacks its value`);
  if (IGNORED.has(name)) return;
  if (!Object.hasOwn(READERS, name)) throw unreadable(state, `--${shown(name)}`);
  READERS[name]!(value, state);
}

/** Letters may stand together, and the value of the last one directly behind it. */
function readShort(word: string, words: string[], state: State): void {
  for (let at = 1; at < word.length; at++) {
    const name = SHORT[word[at]!];
    if (name === undefined) throw unreadable(state, `-${shown(word[at]!)}`);
    if (FLAGS.has(name) || name === "get") {
      readLong(`--${name}`, words, state);
      continue;
    }
    if (at + 1 < word.length) words.push(word.slice(at + 1));
    return readLong(`--${name}`, words, state);
  }
}

function unreadable({ path }: State, option: string): UsageError {
  return new UsageError(`${path}: the curl option ${option} cannot be read here`);
}

function setUrl(state: State, url: string): void {
  if (state.url !== null) throw new UsageError(`${state.path} has a curl command with several URLs`);
  state.url = url;
}

function shown(name: string): string {
  return /^[\w.-]{1,40}/.exec(name)?.[0] ?? "?";
}

/** A text of the command itself. */
function addText(value: string, state: State): void {
  if (value.startsWith("@")) throw inAFile(state, "body");
  state.data.push(Buffer.from(value, "latin1"));
}

function addUrlencoded(value: string, state: State): void {
  const [, name, mark, content] = /^([^=@]*)([=@]?)(.*)$/s.exec(value)!;
  if (mark === "@") throw inAFile(state, "body");
  const encoded = (mark === "=" ? content! : name!).replace(/[^A-Za-z0-9._~-]/g, percent);
  state.data.push(Buffer.from(mark !== "" && name !== "" ? `${name}=${encoded}` : encoded, "latin1"));
}

function inAFile({ path }: State, what: string): UsageError {
  const instead = "give the body with --body FILE and the headers with --header";
  return new UsageError(`${path}: the curl command takes its ${what} from a file, which is not read here: ${instead}`);
}

function percent(character: string): string {
  return character === " " ? "+" : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

/** Without `=` it would be a file's name. */
function addCookie(value: string, state: State): void {
  if (!value.includes("=")) throw inAFile(state, "cookies");
  state.headers.push(["Cookie", value]);
}

function addHeader(line: string, state: State): void {
  if (line.startsWith("@")) throw inAFile(state, "headers");
  const header = splitHeader(line);
  if (header !== null) state.headers.push([header[0], header[1] || null]);
  else if (line.includes(":")) throw new UsageError(`${state.path} has a curl command with a header that is none`);
  else if (/^[^;]+;$/.test(line)) state.headers.push([line.slice(0, -1), ""]);
}

interface State {
  readonly path: string;
  url: string | null;
  method: string | null;
  readonly headers: [string, string | null][];
  readonly data: Buffer[];
  query: boolean;
}

const READERS: Readonly<Record<string, (value: string, state: State) => void>> = {
  cookie: addCookie,
  data: addText,
  "data-ascii": addText,
  "data-binary": addText,
  "data-raw": (value, state) => void state.data.push(Buffer.from(value, "latin1")),
  "data-urlencode": addUrlencoded,
  header: addHeader,
  json(value, state) {
    for (const line of ["Content-Type: application/json", "Accept: application/json"]) addHeader(line, state);
    addText(value, state);
  },
  referer: (value, state) => void state.headers.push(["Referer", value]),
  request: (value, state) => void (state.method = value),
  url: (value, state) => setUrl(state, value),
  "user-agent": (value, state) => void state.headers.push(["User-Agent", value]),
};

/** Options that change nothing of the request. */
const FLAGS = new Set([
  ..."compressed fail fail-with-body globoff http1.1 http2 include insecure ipv4 ipv6 location".split(" "),
  ..."path-as-is post301 post302 progress-bar show-error silent verbose".split(" "),
]);
const IGNORED = new Set(
  "cacert cert connect-timeout key max-time output proxy resolve retry retry-delay write-out".split(" "),
);

const SHORT: Readonly<Record<string, string>> = {
  "#": "progress-bar",
  4: "ipv4",
  6: "ipv6",
  A: "user-agent",
  b: "cookie",
  d: "data",
  e: "referer",
  f: "fail",
  g: "globoff",
  G: "get",
  H: "header",
  i: "include",
  k: "insecure",
  L: "location",
  m: "max-time",
  o: "output",
  s: "silent",
  S: "show-error",
  v: "verbose",
  w: "write-out",
  x: "proxy",
  X: "request",
};
