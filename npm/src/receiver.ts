// What happens to a request: it is verified, and handled.
//
// What else may happen stands in files of its own, which are loaded when they are first needed.

import type { Delivery } from "./delivery.js";
import { receiverMessages } from "./generated.js";
import type { Answer } from "./receive/answers.js";
import { configure, type Configuration } from "./receive/configure.js";
import type { LogEntry } from "./receive/log.js";
import type { AnyProvider, Claim, Handler } from "./receive/options.js";
import type { RefusedRequest } from "./receive/refused.js";
import { TOO_LARGE, Unread, valuesOf, type Received } from "./receive/request.js";

/** What an adapter says of its framework, for one request. */
export interface Framework<Context, Result> {
  /** What the framework gives a handler of its own. */
  readonly context: Context;
  /** The framework's own line that keeps the body, for the log where something has consumed it. */
  readonly fix: string;
  /** Whether the framework answers what a handler throws. */
  readonly rethrows: boolean;
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

/**
 * Makes the receiver of one endpoint.
 *
 * @throws WebhookConfigError what is wrong with the options
 */
export function makeReceiver<Context>(
  provider: AnyProvider,
  options: unknown,
  handler: unknown,
): Configuration<Context> {
  const receiver = configure<Context>(provider, options, handler);
  if (receiver.allowRefused) {
    const { provider, name } = receiver.webhook;
    const [code, message] = ["refused_allowed", receiverMessages.refused_allowed] as const;
    const entry: LogEntry = { level: "warning", code, provider, name, id: null, bytes: null, message };
    receiver.log ? receiver.log(entry) : console.warn(`hookseal ${JSON.stringify(entry)}`);
  }
  return receiver;
}

/** From a received request to its answer. */
export async function receive<Context, Result>(
  receiver: Configuration<Context>,
  received: Received,
  handler: Handler<never, Context, Result>,
  framework: Framework<Context, Result>,
): Promise<Result> {
  const { webhook, limit, publicUrl, chained } = receiver;
  const { body, headers, url, peer } = received;
  const handle: Exchange<Context, Result>["handle"] = async (outcome, claim, signal) => {
    // One that is never aborted is made when it is asked for: it costs as much as a verification.
    const ofRequest = {
      claim,
      get signal() {
        return (signal ??= new AbortController().signal);
      },
    };
    return handler(outcome as never, Object.assign(ofRequest, framework.context));
  };
  const exchange = { receiver, framework, received, handle };
  let delivery: Delivery;
  try {
    if (body instanceof Unread) throw body;
    // What a parser has kept may be longer than what is read here.
    if (ArrayBuffer.isView(body) && body.byteLength > limit) throw TOO_LARGE;
    delivery = webhook.verify(body as Uint8Array, headers, {
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
