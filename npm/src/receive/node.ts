// The body of a Node request: the bytes that a parser has kept, or else the stream.

import { readPieces, type Limits, type Next } from "./reading.js";
import { announced, type Unread } from "./request.js";

/** The part of a Node stream that is used. */
export interface NodeStream {
  [Symbol.asyncIterator](): { next: Next };
}

/** The part of Node's `IncomingMessage` that is used. */
export interface NodeRequest extends NodeStream {
  readonly rawHeaders: readonly string[];
  readonly readableDidRead: boolean;
  readonly readableEncoding: unknown;
}

/**
 * The bytes, or what is left of them.
 *
 * A stream that nobody has touched comes before `body`, which may be something empty that a parser has put there.
 *
 * @param parsed the framework's request, where its parsers leave what they make
 */
export async function readNode(
  request: NodeRequest,
  parsed: { readonly body?: unknown; readonly rawBody?: unknown },
  limits: Limits,
): Promise<unknown> {
  if (ArrayBuffer.isView(parsed.rawBody)) return parsed.rawBody;
  if (request.readableDidRead || request.readableEncoding) return parsed.body;
  return readStream(request, announced(request.rawHeaders), limits);
}

/** The bytes of a stream that nobody has read. */
export function readStream(stream: NodeStream, length: number, limits: Limits): Promise<Uint8Array | Unread> {
  const pieces = stream[Symbol.asyncIterator]();
  return readPieces(() => pieces.next(), length, limits);
}
