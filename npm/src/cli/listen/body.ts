// Reads the bytes of a request up to a limit.

import type { IncomingMessage } from "node:http";

/** All of them; null if there are more than 16 MiB. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  // Left open, so that a request that is too long can be answered.
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > LIMIT) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const LIMIT = 16 * 1024 * 1024;
