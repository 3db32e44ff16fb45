// Posts a request and times the answer. Redirects are not followed.

import * as http from "node:http";
import * as https from "node:https";
import { UsageError } from "./failure.js";
import { TOKEN } from "./formats/header.js";

/** What came back: an answer, or the reason why there was none. */
export interface Outcome {
  readonly status: number | null;
  /** The reason: `timeout`, or the system's code. */
  readonly failure: string | null;
  /** Names and values in turn, Latin-1. */
  readonly headers: readonly string[];
  /** At most {@link LONGEST} bytes. */
  readonly body: Buffer;
  readonly milliseconds: number;
}

/** A URL that can be posted to. */
export function readTarget(text: string): URL {
  const url = parseUrl(text);
  if (url === null) throw new UsageError("the URL must begin with http:// or https://");
  if (url.username !== "" || url.password !== "") throw new UsageError("the URL must not hold a user or a password");
  return url;
}

/** A whole URL of HTTP; null for anything else. */
export function parseUrl(text: string): URL | null {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/**
 * Posts bytes with these headers and no others, but for host and length.
 *
 * @param target the path and query as they are sent, where they must not be written anew
 * @param timeout milliseconds for the whole answer, null for none
 */
export function post(
  url: URL,
  headers: readonly (readonly [string, string])[],
  body: Uint8Array,
  { method = "POST", target = url.pathname + url.search, timeout = null }: PostOptions = {},
): Promise<Outcome> {
  const against = reasonAgainst(method, target, headers);
  if (against !== null) throw new UsageError(`the request cannot be sent: ${against}`);
  return new Promise((resolve) => {
    const begun = process.hrtime.bigint();
    const pieces: Buffer[] = [];
    let length = 0;
    let answer: http.IncomingMessage | undefined;
    const end = (failure: string | null): void => {
      clearTimeout(timer);
      request.destroy();
      resolve({
        status: failure === null ? (answer?.statusCode ?? null) : null,
        failure,
        headers: answer?.rawHeaders ?? [],
        body: Buffer.concat(pieces),
        milliseconds: Number((process.hrtime.bigint() - begun) / 1_000_000n),
      });
    };
    const { request: open } = url.protocol === "https:" ? https : http;
    const request = open(url, { method, path: target, headers: flat(url, headers, body), agent: false }, (response) => {
      answer = response;
      response.on("data", (piece: Buffer) => {
        if (length < LONGEST) pieces.push(piece.subarray(0, LONGEST - length));
        length += piece.length;
      });
      response.on("end", () => end(null));
      response.on("error", ({ code }: NodeJS.ErrnoException) => end(code ?? "ECONNRESET"));
    });
    const timer = timeout === null ? undefined : setTimeout(() => end("timeout"), timeout);
    request.on("error", ({ code }: NodeJS.ErrnoException) => end(code ?? "it failed"));
    request.end(body);
  });
}

/** What HTTP does not allow, or has no answer to here. */
function reasonAgainst(
  method: string,
  target: string,
  headers: readonly (readonly [string, string])[],
): string | null {
  if (!TOKEN.test(method)) return "its method is none";
  if (method === "CONNECT") return "CONNECT opens a tunnel";
  if (!/^\/[!-~\x80-\xff]*$/.test(target)) return "its URL has characters that none has";
  const wrong = headers.some(([name, value]) => !TOKEN.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value));
  return wrong ? "one of its headers is none" : null;
}

/** Given as a list, headers are sent as they are. */
function flat(url: URL, headers: readonly (readonly [string, string])[], body: Uint8Array): string[] {
  const own = headers.filter(([name]) => !OURS.has(name.toLowerCase()));
  return [["host", url.host], ...own, ["content-length", `${body.length}`], ["connection", "close"]].flat() as string[];
}

interface PostOptions {
  readonly method?: string;
  readonly target?: string;
  readonly timeout?: number | null;
}

/** Of this connection, not of the request (RFC 9110 section 7.6.1). */
const OURS = new Set(
  "connection content-length expect host keep-alive proxy-connection te trailer transfer-encoding upgrade".split(" "),
);

/** Bytes of an answer's body that are kept. */
export const LONGEST = 16 * 1024 * 1024;
