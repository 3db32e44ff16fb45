// A saved HTTP/1.1 request: its first line, its headers, and the body's bytes as they stand behind them.

import { UsageError } from "../failure.js";
import type { ReadRequest } from "../request.js";
import { splitHeader } from "./header.js";

/** Whether a file begins as a request does. */
export function isHttpMessage(bytes: Buffer): boolean {
  return FIRST_LINE.test(bytes.subarray(0, 16384).toString("latin1"));
}

/**
 * Reads it. Lines end in CRLF or LF. Of a chunked body the chunks are joined; else the body is all that follows,
 * whatever `Content-Length` says: that the two differ is for `explain` to say.
 */
export function parseHttpMessage(bytes: Buffer, path: string): ReadRequest {
  const text = bytes.toString("latin1");
  const end = /\r?\n\r?\n/.exec(text);
  if (end === null) throw new UsageError(`${path} has no empty line behind the headers`);
  const [first, ...lines] = text.slice(0, end.index).split(/\r?\n/);
  const [, method, url] = FIRST_LINE.exec(`${first}\n`)!;
  const headers = lines.map((line) => readHeader(line, path));
  const rest = bytes.subarray(end.index + end[0].length);
  const chunked = headers.some(([name, value]) => /^transfer-encoding$/i.test(name) && /chunked\s*$/i.test(value));
  return { method: method!, url: url!, headers, body: chunked ? unchunk(rest, path) : rest, remoteAddress: null };
}

function readHeader(line: string, path: string): [string, string] {
  const header = splitHeader(line);
  if (header === null) throw new UsageError(`${path} has a header line that is none`);
  return header;
}

function unchunk(bytes: Buffer, path: string): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; ;) {
    const [line, digits] = CHUNK.exec(bytes.toString("latin1", at, at + 512)) ?? [];
    const length = Number.parseInt(digits ?? "", 16);
    const from = at + (line?.length ?? 0);
    if (Number.isNaN(length) || from + length > bytes.length) throw new UsageError(`${path} has a broken chunk`);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(bytes.subarray(from, from + length));
    at = from + length;
    at += bytes[at] === CR ? 2 : 1;
  }
}

const FIRST_LINE = /^([A-Z]{1,20}) (\S{1,8192}) HTTP\/[\d.]{1,3}\r?\n/;
const CHUNK = /^([0-9A-Fa-f]{1,8})(?:[ \t]*;[^\r\n]*)?\r?\n/;
const CR = 13;
