// One request as an adapter hands it over: nothing parsed, nothing decided.

import type { UnreadCode } from "./refused.js";

/** The parts of a request that a verdict or an answer depends on. */
export interface Received {
  /** The bytes; or the form that the framework has parsed, or whatever is left of the body; or why it did not arrive. */
  readonly body: unknown;
  readonly headers: ReceivedHeaders;
  /** The URL as the server gives it. Its host is the sender's own choice and is left out. */
  readonly url: string;
  /** The address at the other end of the socket, if the platform says. */
  readonly peer: string | undefined;
}

/** Names and values in turn, as Node's `rawHeaders`; or a Fetch API `Headers`. */
export type ReceivedHeaders = readonly string[] | { get(name: string): string | null };

/** Stands for a body that did not arrive. */
export class Unread {
  readonly code: UnreadCode;

  constructor(code: UnreadCode) {
    this.code = code;
  }
}

/** The values of a header, one for each time it was sent if the server keeps them apart; `name` is in lower case. */
export function valuesOf(headers: ReceivedHeaders, name: string): readonly string[] {
  if ("get" in headers) return [headers.get(name) ?? []].flat();
  return headers.filter((_, index) => index % 2 === 1 && headers[index - 1]!.toLowerCase() === name);
}

/** Path and query. */
export function targetOf(url: string): string {
  return url.replace(/^\w+:\/\/[^/?#]*/, "");
}

/** How many bytes are announced, undefined if nothing is. */
export function announced(headers: ReceivedHeaders): number | undefined {
  const [length] = valuesOf(headers, "content-length");
  return length === undefined ? undefined : Number(length);
}

/** A delivery id that may reach a log: the only one, of 1 to 256 visible ASCII characters. */
export function idForLog(ids: readonly (string | null)[]): string | null {
  return ids.length === 1 && /^[!-~]{1,256}$/.test(ids[0] ?? "") ? ids[0]! : null;
}
