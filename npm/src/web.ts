// The receiver as a function from a Fetch API `Request` to a `Response`.

import { handled, type Answer } from "./receive/answers.js";
import { makeReceiver } from "./receive/configure.js";
import type { Adapter, AnyHandler, AnyProvider, PeerOption, ReceiverOptions } from "./receive/options.js";
import { PEER, peerOf } from "./receive/peer.js";
import { readFetched } from "./receive/fetch.js";
import { receive } from "./receiver.js";

export type * from "./receive/public.js";

/** What the runtime hands over. */
export interface WebContext {
  readonly request: Request;
  /** What the runtime passes behind the request, such as `env` and `ctx` of a Worker. */
  readonly args: readonly any[];
}

/** Options of {@link webhook}; `remoteAddress` is given what the runtime passes. */
export type WebOptions = ReceiverOptions<WebContext> & PeerOption<[request: Request, ...args: any[]]>;

/** Answers a request. */
export type WebReceiver = (request: Request, ...args: any[]) => Promise<Response>;

/**
 * For Workers, Next.js, Bun, Deno and whoever else hands over a `Request`: `export const POST = webhook("transcodely",
 * secret, handler)`, or `export default { fetch: webhook(...) }`.
 *
 * A handler that gives nothing is answered for: 200 without a body; one that throws is logged and answered with 500.
 * The peer is known in Deno and Bun; elsewhere `senders` needs `remoteAddress`.
 */
export const webhook: Adapter<WebContext, WebOptions, Response | void, WebReceiver> = (
  provider: AnyProvider,
  options: unknown,
  handler: AnyHandler<WebContext, Response | void>,
): WebReceiver => {
  const receiver = makeReceiver<WebContext>(provider, options, handler, PEER);
  const { remoteAddress = peerOf } = receiver;
  return async (request, ...args) => {
    const received = {
      body: await readFetched(request, receiver),
      headers: request.headers,
      method: request.method,
      url: request.url,
      peer: remoteAddress(request, ...args) ?? undefined,
    };
    const result = await receive(receiver, received, handler, {
      context: { request, args },
      name: "web",
      statusOf: (response) => response?.status ?? 200,
      answer,
    });
    return result ?? answer(handled);
  };
};

function answer({ status, headers, body }: Answer): Response {
  return new Response(body || null, { status, headers });
}
