// Reads a body once, never more of it than the limit, and in time (threats 98, 99, 100).

import { BROKEN, SLOW, type Unread } from "./request.js";
import { LATE, within } from "./within.js";

/** What the receiver says about reading: bytes and seconds. */
export interface Limits {
  readonly limit: number;
  readonly deadline: number;
}

/** A body as its pieces come. */
export interface Pieces {
  /** Takes a piece; false if it was one too many. */
  add(piece: Uint8Array): boolean;
  /** The bytes, if they are as many as announced. */
  end(): Uint8Array | Unread;
}

/**
 * Collects pieces. Each is copied: of those that are kept, a million may be a byte long. One that is all that was
 * announced is taken as it is, for a server gives it a buffer of its own: a second one costs much of a verification.
 *
 * @param announced the bytes to come, NaN for unknown
 */
export function collect(announced: number, limit: number): Pieces {
  let bytes: Uint8Array = new Uint8Array();
  let size = 0;
  return {
    add(piece) {
      const start = size;
      size += piece.length;
      if (size > limit) return false;
      if (piece.length === announced && start === 0) {
        bytes = piece;
        return true;
      }
      if (size > bytes.length) {
        const smaller = bytes;
        // Grows with what has come, not with what is announced.
        bytes = new Uint8Array(size * 2);
        bytes.set(smaller);
      }
      bytes.set(piece, start);
      return true;
    },
    end: () => (announced >= 0 && announced !== size ? BROKEN : bytes.subarray(0, size)),
  };
}

/** What is read in time; what has not arrived by then stays unread. */
export async function inTime<T>({ deadline }: Limits, reading: Promise<T>): Promise<T | Unread> {
  const read = await within(
    deadline,
    reading.catch(() => BROKEN),
  );
  return read === LATE ? SLOW : read;
}

