// Reads a body once, never more of it than the limit, and in time (threats 98, 99, 100).

import { BROKEN, SLOW, TOO_LARGE, type Unread } from "./request.js";
import { LATE, within } from "./within.js";

/** What the receiver says about reading: bytes and seconds. */
export interface Limits {
  readonly limit: number;
  readonly deadline: number;
}

/** Gives the next piece, as both the reader of a web stream and the iterator of a Node stream do. */
export type Next = () => Promise<{ readonly done?: boolean | undefined; readonly value?: Uint8Array | undefined }>;

/** The bytes, if they are as many as announced (NaN for unknown). What has not arrived by then stays unread. */
export async function readPieces(next: Next, announced: number, limits: Limits): Promise<Uint8Array | Unread> {
  const read = await within(
    limits.deadline,
    readAll(next, announced, limits.limit).catch(() => BROKEN),
  );
  return read === LATE ? SLOW : read;
}

async function readAll(next: Next, announced: number, limit: number): Promise<Uint8Array | Unread> {
  // Grows with what has come, not with what is announced; and a piece is not kept, of which a million may be a byte long.
  let body = new Uint8Array(4096);
  let size = 0;
  if (announced > limit) return TOO_LARGE;
  for (;;) {
    const { done, value } = await next();
    if (done) break;
    const end = size + value!.length;
    if (end > limit) return TOO_LARGE;
    if (end > body.length) {
      const smaller = body;
      body = new Uint8Array(Math.max(end, 2 * size));
      body.set(smaller);
    }
    body.set(value!, size);
    size = end;
  }
  return announced >= 0 && announced !== size ? BROKEN : body.subarray(0, size);
}
