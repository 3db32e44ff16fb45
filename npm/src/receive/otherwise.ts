// What happens to a request that is not handled: it is refused, or its handler fails.

import type { Delivery } from "../delivery.js";
import { WebhookVerificationError } from "../errors.js";
import { providers, receiverFaults, receiverMessages } from "../generated.js";
import type { Exchange } from "../receiver.js";
import { text } from "./answers.js";
import { fixes } from "./fixes.js";
import { note, tell } from "./note.js";
import type { AnyProvider } from "./options.js";
import { RefusedRequest } from "./refused.js";
import { Unread, idForLog, valuesOf } from "./request.js";

/** Answers a request that was refused, or with `allowRefused` has it handled. */
export async function refuse<Context, Result>(exchange: Exchange<Context, Result>, reason: unknown): Promise<Result> {
  const isUnread = reason instanceof Unread;
  if (!isUnread && !(reason instanceof WebhookVerificationError)) throw reason;
  const { receiver, framework, received } = exchange;
  const { body, headers } = received;
  const { code } = reason;
  const refused = new RefusedRequest({
    code,
    message: isUnread
      ? receiverMessages[reason.code]
      : code === "body_not_raw"
        ? fixes[framework.name]
        : reason.message,
    provider: receiver.webhook.provider,
    id:
      idHeaders(receiver.provider)
        .map((name) => idForLog(valuesOf(headers, name)))
        .find((id) => id !== null) ?? null,
    body: !isUnread && ArrayBuffer.isView(body) ? (body as Uint8Array) : null,
  });
  note(receiver, refused, receiverFaults.includes(code) ? "error" : "warning", code, refused.message);
  await tell(receiver, refused, () => receiver.onRefused?.(refused, framework.context));
  // The rest of the body is never read, so no other request can follow it (threat 98); and what did not arrive is no
  // request that another configuration would take.
  if (isUnread) return framework.answer(text(reason.status, { connection: "close" }));
  if (!receiver.allowRefused) return framework.answer(text(receiver.status));
  return exchange.handle(refused).catch((error) => fail(exchange, refused, error));
}

/** Answers for a handler that has thrown, unless the framework does. */
export function fail<Context, Result>(
  { receiver, framework }: Exchange<Context, Result>,
  outcome: Delivery | RefusedRequest,
  error: unknown,
): Result {
  // Behind a function that answers a request there is nobody who would.
  if (framework.name !== "web" && framework.name !== "lambda") throw error;
  note(receiver, outcome, "error", "handler_failed", undefined, error);
  return framework.answer(text(500));
}

/** The headers that may name a delivery. */
function idHeaders(provider: AnyProvider): readonly string[] {
  if (typeof provider === "string") return providers[provider].idHeaders;
  return provider.id?.header === undefined ? [] : [provider.id.header];
}
