// The body of a Fetch API request.

import { readPieces, type Limits, type Next } from "./reading.js";
import { Unread, announced } from "./request.js";

/** The part of a Fetch API `Request` that is used. */
export interface RequestLike {
  readonly headers: { get(name: string): string | null };
  readonly bodyUsed: boolean;
  readonly body: { readonly locked: boolean; getReader(): { read: unknown; cancel(): Promise<unknown> } } | null;
}

/** The bytes; null if somebody has read them before. */
export async function readFetched(request: RequestLike, limits: Limits): Promise<Uint8Array | Unread | null> {
  if (request.bodyUsed || request.body?.locked) return null;
  const reader = request.body?.getReader() as { read: Next; cancel(): Promise<unknown> } | undefined;
  const body = await readPieces(async () => reader?.read() ?? { done: true }, announced(request.headers), limits);
  // Nobody waits for a stream that may never answer.
  if (body instanceof Unread) reader?.cancel().catch(() => {});
  return body;
}
