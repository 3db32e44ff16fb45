// An entry of a HAR file, as browsers and proxies export it.

import { UsageError } from "../failure.js";
import { remark, visible } from "../output.js";
import type { ReadRequest } from "../request.js";
import { isObject } from "./parse.js";

/** Reads the entry of this number, counted from 1; without a number the only one that posts something. */
export function parseHar(log: Readonly<Record<string, unknown>>, path: string, entry?: number): ReadRequest {
  const entries = (Array.isArray(log["entries"]) ? log["entries"] : []).map((each) => readRequest(each));
  const number = entry ?? onlyPost(entries, path);
  const request = entries[number - 1];
  if (request === undefined) throw new UsageError(`${path} has ${entries.length} entries, not ${number}`);
  const body = readBody(request, path);
  const size = request["bodySize"];
  if (typeof size === "number" && size >= 0 && size !== body.length) {
    remark(`warning: ${path} says that the body had ${size} bytes but holds ${body.length}: it is not what was sent`);
  }
  return {
    method: text(request["method"]) || "POST",
    url: text(request["url"]) || null,
    headers: readHeaders(request["headers"]),
    body,
    remoteAddress: null,
  };
}

function readRequest(entry: unknown): Readonly<Record<string, unknown>> {
  return isObject(entry) && isObject(entry["request"]) ? entry["request"] : {};
}

function onlyPost(entries: readonly Readonly<Record<string, unknown>>[], path: string): number {
  const posts = entries.flatMap((request, index) => (isObject(request["postData"]) ? [index + 1] : []));
  if (posts.length === 1) return posts[0]!;
  const shown = posts.slice(0, 20).map((number) => `\n  ${number}  ${pathOf(text(entries[number - 1]!["url"]))}`);
  throw new UsageError(`${path} has ${posts.length} entries that post something: choose with --entry${shown.join("")}`);
}

/** Without the query, where a token may stand. */
function pathOf(url: string): string {
  return visible(url.replace(/[?#].*$/s, "").slice(0, 200));
}

function readHeaders(headers: unknown): [string, string][] {
  const pairs = (Array.isArray(headers) ? headers : []).filter(isObject);
  // HTTP/2 has the request's line among them.
  return pairs
    .map(({ name, value }): [string, string] => [text(name), text(value)])
    .filter(([name]) => /^[^:]/.test(name));
}

function readBody({ postData }: Readonly<Record<string, unknown>>, path: string): Buffer {
  if (!isObject(postData)) return Buffer.alloc(0);
  const { text: content, params, encoding = postData["_encoding"] } = postData;
  if (encoding === "base64") return Buffer.from(text(content), "base64");
  if (text(content) === "" && Array.isArray(params) && params.length > 0) {
    throw new UsageError(`${path} holds the form's fields but not the bytes that were posted`);
  }
  return Buffer.from(text(content), "utf8");
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
