// Splits a pasted request into its parts: a curl command, a raw HTTP request, or a delivery that `listen` has saved.

import { encode, fromBase64 } from "./bytes.js";
import { readCurl } from "./curl-reader.js";
import { readHeaders, type Headers } from "./headers.js";

export interface WholeRequest {
  /** Absolute, or from the path on; empty if nothing tells it. */
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The parts of a request, or a sentence that says what is not understood. */
export function readWholeRequest(text: string): WholeRequest | string {
  const start = text.trimStart();
  if (start === "") return "nothing was pasted";
  if (/^(?:\$ )?curl\s/.test(start)) return readCurl(start.replace(/^\$ /, "").trimEnd());
  if (start.startsWith("{")) return readSaved(start);
  return readRaw(start);
}

function readSaved(text: string): WholeRequest | string {
  try {
    const { url, headers, body } = JSON.parse(text) as Record<string, unknown>;
    const pairs = readHeaders(JSON.stringify(headers));
    const bytes = typeof body === "string" ? fromBase64(body) : null;
    if (typeof pairs === "string" || bytes === null || typeof url !== "string") throw new TypeError();
    return { url, headers: pairs, body: bytes };
  } catch {
    return "this is JSON, but no saved delivery: it needs `url`, `headers` and a `body` in base64";
  }
}

function readRaw(text: string): WholeRequest | string {
  const [, target, rest] = /^[A-Z]+ (\S+) HTTP\/[\d.]+\r?\n([^]*)$/.exec(text) ?? [];
  if (target === undefined) return "this is neither a curl command nor `POST /path HTTP/1.1` with headers below it";
  const end = /\r?\n\r?\n|^\r?\n/.exec(rest!);
  const head = end === null ? rest! : rest!.slice(0, end.index);
  const headers = readHeaders(head);
  if (typeof headers === "string") return headers;
  return { url: target, headers, body: encode(end === null ? "" : rest!.slice(end.index + end[0].length)) };
}
