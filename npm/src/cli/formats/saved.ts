// What `listen` saves, one delivery, a JSON file each; and what `sign --json` prints, which is a part of that.

import { UsageError } from "../failure.js";
import type { ReadRequest } from "../request.js";

/** One received request as it is saved. */
export interface Saved {
  /** When it arrived, ISO 8601 in UTC. */
  readonly received: string;
  readonly method: string;
  /** From the path on. */
  readonly url: string;
  /** In the order of arrival, Latin-1; what may be a secret is `masked:<length>`. */
  readonly headers: readonly (readonly [string, string])[];
  /** Base64. */
  readonly body: string;
  /** The peer's IP address. */
  readonly peer: string | null;
}

/** Reads it. A signed request has no method, which is POST, and perhaps no URL. */
export function parseSaved(json: Readonly<Record<string, unknown>>, path: string): ReadRequest {
  const { method = "POST", url = null, headers, body, peer } = json as Partial<Saved>;
  const pairs = Array.isArray(headers) && headers.every((pair) => Array.isArray(pair) && pair.length === 2);
  const texts = pairs && headers.flat().every((text) => typeof text === "string");
  const from = peer === undefined || peer === null || typeof peer === "string";
  const at = url === null || typeof url === "string";
  if (typeof body !== "string" || typeof method !== "string" || !at || !texts || !from) {
    throw new UsageError(`${path} is JSON, but neither a HAR file nor a saved delivery`);
  }
  const bytes = Buffer.from(body, "base64");
  if (bytes.toString("base64") !== body) throw new UsageError(`${path} has a body that is not base64`);
  return { method, url, headers, body: bytes, remoteAddress: peer ?? null };
}

/** Writes it. */
export function writeSaved(saved: Saved): string {
  return `${JSON.stringify(saved, undefined, 2)}\n`;
}
