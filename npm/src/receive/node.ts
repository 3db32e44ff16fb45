// The body of a Node request: the bytes that a parser has kept, or else the stream.

import { collect, type Limits } from "./reading.js";
import { BROKEN, SLOW, TOO_LARGE, announced, type Unread } from "./request.js";

/** The part of a Node stream that is used. */
export interface NodeStream {
  on(event: "data", listener: (piece: Uint8Array) => void): NodeStream;
  on(event: "close" | "end" | "error", listener: () => void): NodeStream;
  off(event: "data", listener: (piece: Uint8Array) => void): NodeStream;
  pause(): unknown;
  readonly readableEnded: boolean;
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
export async function readStream(stream: NodeStream, length: number, limits: Limits): Promise<Uint8Array | Unread> {
  if (length > limits.limit) return TOO_LARGE;
  const pieces = collect(length, limits.limit);
  if (stream.readableEnded) return pieces.end();
  return new Promise((resolve) => {
    const give = (body: Uint8Array | Unread): void => {
      clearTimeout(timer);
      resolve(body);
    };
    // Of a body that is refused no more is read.
    const refuse = (reason: Unread): void => {
      stream.off("data", add).pause();
      give(reason);
    };
    const add = (piece: Uint8Array): unknown => pieces.add(piece) || refuse(TOO_LARGE);
    const timer = setTimeout(refuse, limits.deadline * 1000, SLOW);
    // Listeners, because to iterate costs several times a verification.
    stream.on("data", add).on("end", () => give(pieces.end()));
    stream.on("error", () => refuse(BROKEN)).on("close", () => give(BROKEN));
  });
}
