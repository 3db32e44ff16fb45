// Tells what a file with a request is, and reads it.

import { UsageError } from "../failure.js";
import type { ReadRequest } from "../request.js";
import { parseCurl } from "./curl.js";
import { parseHar } from "./har.js";
import { isHttpMessage, parseHttpMessage } from "./http-message.js";
import { parseSaved } from "./saved.js";

/** Reads a saved HTTP request, a curl command, an entry of a HAR file, or what `listen` has saved. */
export function parseRequest(bytes: Buffer, path: string, entry?: number): ReadRequest {
  const json = parseJson(bytes);
  if (isObject(json) && isObject(json["log"])) return parseHar(json["log"], path, entry);
  if (entry !== undefined) throw new UsageError("--entry is for HAR files");
  if (isObject(json)) return parseSaved(json, path);
  if (isHttpMessage(bytes)) return parseHttpMessage(bytes, path);
  if (/^\s*(?:\$ )?curl(?:\.exe)?\s/.test(bytes.subarray(0, 200).toString("latin1"))) return parseCurl(bytes, path);
  throw new UsageError(`${path} holds no HTTP request, curl command, HAR file or saved delivery`);
}

/** Whether a value has members. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(bytes: Buffer): unknown {
  const text = bytes.toString("utf8").replace(/^\ufeff/, "");
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
