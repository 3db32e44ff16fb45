// The body of a Fetch API request.

import { collect, inTime, type Limits } from "./reading.js";
import { BROKEN, TOO_LARGE, Unread, announced } from "./request.js";

/** The part of a Fetch API `Request` that is used. */
export interface RequestLike {
  readonly headers: { get(name: string): string | null };
  readonly bodyUsed: boolean;
  readonly body: { getReader(): Reader | { read: unknown }; cancel(): Promise<unknown> } | null;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The bytes; null if somebody has read them before. */
export async function readFetched(request: RequestLike, limits: Limits): Promise<Uint8Array | Unread | null> {
  const { headers, bodyUsed } = request;
  if (bodyUsed) return null;
  const length = announced(headers);
  let reader: Reader | undefined;
  const read = async (): Promise<Uint8Array | Unread> => {
    if (length > limits.limit) return TOO_LARGE;
    // The server holds the body to its length; it reads the whole faster than it hands out pieces.
    if (length >= 0 && !headers.get("transfer-encoding")) {
      const whole = new Uint8Array(await request.arrayBuffer());
      return whole.length === length ? whole : BROKEN;
    }
    const pieces = collect(length, limits.limit);
    reader = request.body?.getReader() as Reader | undefined;
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) return pieces.end();
      if (!pieces.add(value!)) return TOO_LARGE;
    }
  };
  const body = await inTime(limits, read());
  // Somebody else has its reader.
  if (body === BROKEN && !reader && !request.bodyUsed) return null;
  // Nobody waits for a stream that may never answer.
  if (body instanceof Unread) (reader ?? request.body)?.cancel().catch(() => {});
  return body;
}

interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<unknown>;
}
