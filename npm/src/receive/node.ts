// The body of a Node request: the bytes that a parser has kept, or else the stream.

import { collect, inTime, type Limits } from "./reading.js";
import { BROKEN, TOO_LARGE, Unread, announced } from "./request.js";

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
  let add: (piece: Uint8Array) => void;
  // Listeners, because to iterate costs several times a verification.
  const reading = new Promise<Uint8Array | Unread>((resolve) => {
    add = (piece) => pieces.add(piece) || resolve(TOO_LARGE);
    const broken = (): void => resolve(BROKEN);
    const whole = (): void => resolve(pieces.end());
    stream.on("data", add).on("end", whole).on("error", broken).on("close", broken);
  });
  const body = await inTime(limits, reading);
  // Of a body that is refused no more is read.
  if (body instanceof Unread) stream.off("data", add!).pause();
  return body;
}
