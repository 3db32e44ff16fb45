// What happens to a request: it is verified, and handled.
//
// What else may happen stands in files of its own, which are loaded when they are first needed.

import type { Delivery } from "./delivery.js";
import type { Answer } from "./receive/answers.js";
import type { Configuration } from "./receive/configure.js";
import { contextOf } from "./receive/context.js";
import type { AdapterName } from "./receive/fixes.js";
import type { AnyHandler, Claim } from "./receive/options.js";
import type { RefusedRequest } from "./receive/refused.js";
import { TOO_LARGE, Unread, valuesOf, type Received } from "./receive/request.js";

/** What an adapter says of its framework, for one request. */
export interface Framework<Context, Result> {
  /** What the framework gives a handler of its own. */
  readonly context: Context;
  /** That of the adapter, for the log where something has consumed the body. */
  readonly name: AdapterName;
  /** The status of what the handler gave. */
  statusOf(result: Result): number;
  /** Makes the framework's answer of ours. */
  answer(answer: Answer): Result;
}

/** One request, with all that has to do with it. */
export interface Exchange<Context, Result> {
  readonly receiver: Configuration<Context>;
  readonly framework: Framework<Context, Result>;
  readonly received: Received;
  handle(outcome: Delivery | RefusedRequest, claim?: Claim, signal?: AbortSignal): Promise<Result>;
}

/** From a received request to its answer. */
export async function receive<Context, Result>(
  receiver: Configuration<Context>,
  received: Received,
  handler: AnyHandler<Context, Result>,
  framework: Framework<Context, Result>,
): Promise<Result> {
  const { webhook, limit, publicUrl, chained } = receiver;
  const { body, headers, method, url, peer } = received;
  const handle: Exchange<Context, Result>["handle"] = async (outcome, claim, signal) => {
    return handler(outcome as never, contextOf(framework.context, claim, signal) as never);
  };
  const exchange = { receiver, framework, received, handle };
  let delivery: Delivery;
  try {
    if (body instanceof Unread) throw body;
    // What a parser has kept may be longer than what is read here.
    if (ArrayBuffer.isView(body) && body.byteLength > limit) throw TOO_LARGE;
    delivery = webhook.verify(body as Uint8Array, headers, {
      method,
      // Its host is the sender's own choice (threat 104).
      url: publicUrl + url.replace(/^\w+:\/\/[^/?#]*/, ""),
      remoteAddress: chained && peer ? [...valuesOf(headers, "x-forwarded-for"), peer].join(", ") : peer,
    });
  } catch (reason) {
    const { refuse } = await import("./receive/otherwise.js");
    return refuse(exchange, reason);
  }
  if (receiver["replay.store"]) {
    const { guard } = await import("./replay/guard.js");
    return guard(exchange, delivery);
  }
  return handle(delivery).catch(async (error) => {
    const { fail } = await import("./receive/otherwise.js");
    return fail(exchange, delivery, error);
  });
}
