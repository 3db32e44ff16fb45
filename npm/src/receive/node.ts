// Reads the body of a Node request: the bytes that a parser has kept, or the stream (threats 98, 99, 100).

import { Unread, announced } from "./request.js";
import { Pieces, type Limits } from "./stream.js";

/** The part of a Node stream that is used. */
export interface NodeStream {
  readonly destroyed: boolean;
  on(event: string, listener: (piece: Uint8Array) => void): unknown;
  off(event: string, listener: (piece: Uint8Array) => void): unknown;
  pause(): unknown;
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
  return readNodeStream(request, announced(request.rawHeaders), limits);
}

/** The bytes of a stream that nobody has read, if they are as many as announced. */
export function readNodeStream(
  stream: NodeStream,
  length: number | undefined,
  { limit, deadline }: Limits,
): Promise<Uint8Array | Unread> {
  return new Promise((resolve) => {
    const pieces = new Pieces(limit, length);
    const broken = (): void => settle(new Unread("body_incomplete"));
    const listeners: Record<string, (piece: Uint8Array) => void> = {
      data: (piece) => void (pieces.add(piece) || settle(new Unread("body_too_large"))),
      end: () => settle(pieces.end()),
      close: broken,
    };
    const timer = setTimeout(() => settle(new Unread("body_timeout")), deadline * 1000);
    const settle = (body: Uint8Array | Unread): void => {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(listeners)) stream.off(event, listener);
      if (body instanceof Unread) stream.pause();
      resolve(body);
    };
    if (length !== undefined && length > limit) return settle(new Unread("body_too_large"));
    if (stream.destroyed) return broken();
    for (const [event, listener] of Object.entries(listeners)) stream.on(event, listener);
    // It stays: an error that nobody listens to would end the process.
    stream.on("error", broken);
  });
}
