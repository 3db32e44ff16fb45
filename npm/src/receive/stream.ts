// Reads the body of a Fetch API request once, never more of it than the limit, and in time (threats 98, 99, 100).

import { Unread, announced } from "./request.js";
import { LATE, within } from "./within.js";

/** The part of a Fetch API `Request` that is used. */
export interface RequestLike {
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  readonly bodyUsed: boolean;
  readonly body: {
    readonly locked: boolean;
    getReader(): { read(): Promise<{ done: boolean; value?: unknown }>; cancel(): Promise<unknown> };
  } | null;
}

/** What the receiver says about reading: bytes and seconds. */
export interface Limits {
  readonly limit: number;
  readonly deadline: number;
}

/** The bytes; null if somebody has read them before. */
export async function readStream(request: RequestLike, limits: Limits): Promise<Uint8Array | Unread | null> {
  if (request.bodyUsed || request.body?.locked) return null;
  const length = announced(request.headers);
  if (length !== undefined && length > limits.limit) return new Unread("body_too_large");
  const pieces = new Pieces(limits.limit, length);
  const reader = request.body?.getReader();
  if (reader === undefined) return pieces.end();
  const reading = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return pieces.end();
      if (!pieces.add(value as Uint8Array)) return new Unread("body_too_large");
    }
  })().catch(() => new Unread("body_incomplete"));
  const read = await within(limits.deadline, reading);
  const body = read === LATE ? new Unread("body_timeout") : read;
  // Nobody waits for a stream that may never answer.
  if (body instanceof Unread) void reader.cancel().catch(() => {});
  return body;
}

/** The pieces of a body, as they come. */
export class Pieces {
  readonly #limit: number;
  readonly #announced: number | undefined;
  readonly #pieces: Uint8Array[] = [];
  #length = 0;

  constructor(limit: number, announced: number | undefined) {
    this.#limit = limit;
    this.#announced = announced;
  }

  /** Whether the piece still fits. */
  add(piece: Uint8Array): boolean {
    this.#length += piece.length;
    this.#pieces.push(piece);
    return this.#length <= this.#limit;
  }

  /** The whole, if it is as long as announced. */
  end(): Uint8Array | Unread {
    if (this.#announced !== undefined && this.#announced !== this.#length) return new Unread("body_incomplete");
    if (this.#pieces.length === 1) return this.#pieces[0]!;
    const body = new Uint8Array(this.#length);
    let offset = 0;
    for (const piece of this.#pieces) {
      body.set(piece, offset);
      offset += piece.length;
    }
    return body;
  }
}
