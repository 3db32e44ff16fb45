// The receiver as decorators of Nest 11, on Express and on Fastify.

import {
  HttpCode,
  UseInterceptors,
  applyDecorators,
  createParamDecorator,
  type CallHandler,
  type ExecutionContext,
} from "@nestjs/common";
import { lastValueFrom, of, type Observable } from "rxjs";
import type { Delivery } from "./delivery.js";
import type { Secret } from "./options.js";
import { makeReceiver } from "./receive/configure.js";
import { readNode, type NodeRequest } from "./receive/node.js";
import type { AnyProvider, HandlerContext, ReceiverOptions } from "./receive/options.js";
import type { RefusedRequest } from "./receive/refused.js";
import { receive } from "./receiver.js";

export type * from "./receive/public.js";

/** What the hooks get: the platform's own request and response. */
export interface NestContext {
  readonly request: any;
  readonly response: any;
}

/** Options of {@link Webhook}. */
export type NestOptions = ReceiverOptions<NestContext>;

/**
 * Decorates a method of a controller, which is then called with verified deliveries only:
 *
 * ```ts
 * @Post("/hook")
 * @Webhook("transcodely", process.env.TRANSCODELY_SECRET)
 * receive(@WebhookDelivery() delivery: Delivery) {}
 * ```
 *
 * The application needs `NestFactory.create(AppModule, { rawBody: true })`. A method that gives something is answered
 * with 200, too; another `@HttpCode` stands above this decorator. What it throws goes to the exception filters.
 *
 * @param provider a provider's name, or a scheme of your own
 * @param options the secret, or options
 * @throws WebhookConfigError a secret or an option is missing, wrong or unknown; `code` says which
 */
export function Webhook(provider: AnyProvider, options: Secret | undefined | NestOptions): MethodDecorator {
  const receiver = makeReceiver<NestContext>(provider, options, receive);
  const intercept = async (execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> => {
    const [request, response] = execution.getArgs();
    const stream: NodeRequest & { socket: { remoteAddress?: string } } = request.raw ?? request;
    const received = {
      body: await readNode(stream, request, receiver),
      headers: stream.rawHeaders,
      method: request.method,
      url: request.originalUrl,
      peer: stream.socket.remoteAddress,
    };
    const handle = (outcome: Delivery | RefusedRequest, context: HandlerContext<NestContext>): Promise<unknown> => {
      handling.set(request, { outcome, context });
      // Undefined for a method that gives nothing; without a second argument it would be an error.
      return lastValueFrom(next.handle(), {} as { defaultValue: undefined });
    };
    const result = await receive(receiver, received, handle, {
      context: { request, response },
      name: "nest",
      statusOf: () => response.statusCode,
      answer({ status, headers, body }) {
        response.status(status);
        // Fastify's method, or Express's.
        (response.headers ?? response.header).call(response, headers);
        return body;
      },
    });
    return of(result);
  };
  return applyDecorators(HttpCode(200), UseInterceptors({ intercept }));
}

/** Decorates the parameter that takes the delivery; with `allowRefused` it may be a `RefusedRequest`. */
export const WebhookDelivery: () => ParameterDecorator = createParamDecorator((_, execution: ExecutionContext) => {
  return handling.get(execution.getArgs()[0])!.outcome;
});

/** Decorates the parameter that takes the claim and the signal: a `HandlerContext`. */
export const WebhookContext: () => ParameterDecorator = createParamDecorator((_, execution: ExecutionContext) => {
  return handling.get(execution.getArgs()[0])!.context;
});

interface Handling {
  readonly outcome: Delivery | RefusedRequest;
  readonly context: HandlerContext<NestContext>;
}

/** What the handler of a request is given; a method that is not decorated has none. */
const handling = new WeakMap<object, Handling>();
