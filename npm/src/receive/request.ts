// One request as an adapter hands it over: nothing parsed, nothing decided.

import type { UnreadCode } from "./refused.js";

/** The parts of a request that a verdict or an answer depends on. */
export interface Received {
  /** The bytes; or the form that the framework has parsed, or what else is left of the body; or why it is not there. */
  readonly body: unknown;
  readonly headers: ReceivedHeaders;
  readonly method: string | undefined;
  /** The URL as the server gives it. Its host is the sender's own choice and is left out. */
  readonly url: string;
  /** The address at the other end of the socket, if the platform says. */
  readonly peer: string | undefined;
}

/** Names and values in turn, as Node's `rawHeaders`; or a Fetch API `Headers`. */
export type ReceivedHeaders = readonly string[] | { get(name: string): string | null };

/** Stands for a body that did not arrive. */
export class Unread {
  declare readonly code: UnreadCode;
  /** What HTTP answers then. */
  declare readonly status: number;

  constructor(code: UnreadCode, status: number) {
    Object.assign(this, { code, status });
  }
}

export const BROKEN: Unread = new Unread("body_incomplete", 400);
export const SLOW: Unread = new Unread("body_timeout", 408);
export const TOO_LARGE: Unread = new Unread("body_too_large", 413);

/** The values of a header, one for each time it was sent if the server keeps them apart. */
export function valuesOf(headers: ReceivedHeaders, name: string): readonly string[] {
  if ("get" in headers) return [headers.get(name) ?? []].flat();
  return headers.filter((_, index) => index % 2 && headers[index - 1]!.toLowerCase() === name.toLowerCase());
}

/** How many bytes are announced, NaN if nothing is. */
export function announced(headers: ReceivedHeaders): number {
  return Number(valuesOf(headers, "content-length")[0] ?? NaN);
}

/** A delivery id that may reach a log: the only one, of 1 to 256 visible ASCII characters. */
export function idForLog(ids: readonly (string | null)[]): string | null {
  return ids.length === 1 && /^[!-~]{1,256}$/.test(ids[0] ?? "") ? ids[0]! : null;
}
