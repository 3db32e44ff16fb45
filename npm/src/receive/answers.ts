// What is answered where no handler does. A body is one constant text for each class of status (threat 120).

/** An answer of the receiver's own. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Of a handler that gave none, and of a duplicate: providers may take no other status. */
export const handled: Answer = { status: 200, headers: {}, body: "" };

/** Any other answer: nothing in it tells why, beyond what HTTP itself asks for. */
export function text(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  const body = status < 500 ? "refused\n" : "unavailable\n";
  return { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers }, body };
}
