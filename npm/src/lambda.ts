// The receiver as a function of AWS Lambda, behind API Gateway (both payload formats) or a function URL.

import { handled, type Answer } from "./receive/answers.js";
import { makeReceiver } from "./receive/configure.js";
import { bodyOf, methodOf, pairsOf, sourceIp, urlOf, type LambdaEvent } from "./receive/event.js";
import type { Adapter, AnyHandler, AnyProvider, PeerOption, ReceiverOptions } from "./receive/options.js";
import { PEER } from "./receive/peer.js";
import { receive } from "./receiver.js";

export type { LambdaEvent } from "./receive/event.js";
export type * from "./receive/public.js";

/** What a function answers. */
export interface LambdaResult {
  readonly statusCode: number;
  readonly headers?: Record<string, string | number | boolean>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** What the runtime hands over. */
export interface LambdaContext {
  readonly event: LambdaEvent;
  /** The runtime's own context object. */
  readonly context: any;
}

/** Options of {@link webhook}; `remoteAddress` is given the event and the context. */
export type LambdaOptions = ReceiverOptions<LambdaContext> & PeerOption<[event: any, context: any]>;

/** Answers an event. */
export type LambdaReceiver = (event: LambdaEvent, context?: unknown) => Promise<LambdaResult>;

/**
 * A function's handler: `export const handler = webhook("transcodely", secret, async (delivery) => ...)`.
 *
 * A handler that gives nothing is answered for: 200 without a body; one that throws is logged and answered with 500.
 * Files in a form need `*` and `*` as binary media type of a REST API, so that the body comes in base64.
 */
export const webhook: Adapter<LambdaContext, LambdaOptions, LambdaResult | void, LambdaReceiver> = (
  provider: AnyProvider,
  options: unknown,
  handler: AnyHandler<LambdaContext, LambdaResult | void>,
): LambdaReceiver => {
  const receiver = makeReceiver<LambdaContext>(provider, options, handler, PEER);
  const { remoteAddress = sourceIp } = receiver;
  return async (event, context) => {
    const received = {
      body: bodyOf(event),
      headers: pairsOf(event.multiValueHeaders ?? event.headers).flat(),
      method: methodOf(event),
      url: urlOf(event),
      peer: remoteAddress(event, context) ?? undefined,
    };
    const result = await receive(receiver, received, handler, {
      context: { event, context },
      name: "lambda",
      statusOf: (result) => result?.statusCode ?? 200,
      answer,
    });
    return result ?? answer(handled);
  };
};

function answer({ status, headers, body }: Answer): LambdaResult {
  return { statusCode: status, headers: { ...headers }, body };
}
