// A curl command, read as curl reads it: the request that it would send, or an error where that cannot be told.

import { dirname, resolve } from "node:path";
import { UsageError } from "../failure.js";
import { readBytes } from "../input.js";
import type { ReadRequest } from "../request.js";
import { splitWords } from "./shell.js";

/** Reads it. A file that it names is looked for beside it. */
export async function parseCurl(bytes: Buffer, path: string): Promise<ReadRequest> {
  const command = bytes.toString("latin1").replace(/^\s*\$ /, "");
  const words = splitWords(command.trim(), path).slice(1);
  const state: State = { path, url: null, method: null, headers: [], data: [], query: false };
  while (words.length > 0) {
    const word = words.shift()!;
    if (/^--./.test(word)) await readLong(word, words, state);
    else if (/^-./.test(word)) await readShort(word, words, state);
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

async function readLong(word: string, words: string[], state: State): Promise<void> {
  const name = word.slice(2);
  if (FLAGS.has(name) || name.startsWith("no-")) return;
  if (name === "get") return void (state.query = true);
  const value = words.shift();
  if (value === undefined) throw new UsageError(`${state.path}: the option --${shown(name)} lacks its value`);
  if (IGNORED.has(name)) return;
  const read = READERS[name];
  if (read === undefined) throw unreadable(state, `--${shown(name)}`);
  await read(value, state);
}

/** Letters may stand together, and the value of the last one directly behind it. */
async function readShort(word: string, words: string[], state: State): Promise<void> {
  for (let at = 1; at < word.length; at++) {
    const name = SHORT[word[at]!];
    if (name === undefined) throw unreadable(state, `-${shown(word[at]!)}`);
    if (FLAGS.has(name) || name === "get") {
      await readLong(`--${name}`, words, state);
      continue;
    }
    if (at + 1 < word.length) words.unshift(word.slice(at + 1));
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

async function readFileOf(state: State, name: string): Promise<Buffer> {
  if (name === "-")
    throw new UsageError(`${state.path}: the body of the curl command comes from elsewhere: use --body`);
  return readBytes(resolve(dirname(state.path), Buffer.from(name, "latin1").toString("utf8")));
}

/** `-d @file` drops line ends and NUL; text in the command stays as it is. */
async function addData(value: string, state: State): Promise<void> {
  if (!value.startsWith("@")) return void state.data.push(Buffer.from(value, "latin1"));
  const content = (await readFileOf(state, value.slice(1))).toString("latin1");
  state.data.push(Buffer.from(content.replace(/[\r\n\0]/g, ""), "latin1"));
}

async function addUrlencoded(value: string, state: State): Promise<void> {
  const [, name, mark, content] = /^([^=@]*)([=@]?)(.*)$/s.exec(value)!;
  const raw = mark === "@" ? (await readFileOf(state, content!)).toString("latin1") : mark === "=" ? content! : name!;
  const encoded = raw.replace(/[^A-Za-z0-9._~-]/g, percent);
  state.data.push(Buffer.from(mark !== "" && name !== "" ? `${name}=${encoded}` : encoded, "latin1"));
}

function percent(character: string): string {
  return character === " " ? "+" : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

function addHeader(line: string, state: State): void {
  if (line.startsWith("@")) throw new UsageError(`${state.path}: headers from a file cannot be read here`);
  const [, name, value] = /^([^:;]+):[ \t]*(.*?)[ \t]*$/s.exec(line) ?? [];
  if (name !== undefined) state.headers.push([name, value === "" ? null : value!]);
  else if (/^[^:;]+;$/.test(line)) state.headers.push([line.slice(0, -1), ""]);
}

interface State {
  readonly path: string;
  url: string | null;
  method: string | null;
  readonly headers: [string, string | null][];
  readonly data: Buffer[];
  query: boolean;
}

const READERS: Readonly<Record<string, (value: string, state: State) => void | Promise<void>>> = {
  cookie: (value, state) => void state.headers.push(["Cookie", value]),
  data: addData,
  "data-ascii": addData,
  async "data-binary"(value, state) {
    state.data.push(value.startsWith("@") ? await readFileOf(state, value.slice(1)) : Buffer.from(value, "latin1"));
  },
  "data-raw": (value, state) => void state.data.push(Buffer.from(value, "latin1")),
  "data-urlencode": addUrlencoded,
  header: addHeader,
  async json(value, state) {
    for (const line of ["Content-Type: application/json", "Accept: application/json"]) addHeader(line, state);
    state.data.push(value.startsWith("@") ? await readFileOf(state, value.slice(1)) : Buffer.from(value, "latin1"));
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
