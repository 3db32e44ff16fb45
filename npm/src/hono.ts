// The receiver as a handler of Hono 4.

import type { Context, Handler as Route } from "hono";
import { handled, type Answer } from "./receive/answers.js";
import { makeReceiver } from "./receive/configure.js";
import type { Adapter, AnyHandler, AnyProvider, PeerOption, ReceiverOptions } from "./receive/options.js";
import { PEER, peerOf } from "./receive/peer.js";
import { readFetched } from "./receive/fetch.js";
import type { Limits } from "./receive/reading.js";
import { receive } from "./receiver.js";

export type * from "./receive/public.js";

/** What a Hono handler of its own gets. */
export interface HonoContext {
  readonly c: Context;
}

/** Options of {@link webhook}; `remoteAddress` is given the request and `c.env`. */
export type HonoOptions = ReceiverOptions<HonoContext> & PeerOption<[request: Request, env: any]>;

/**
 * A route's handler: `app.post("/hook", webhook("transcodely", secret, (delivery, { c }) => c.text("ok")))`.
 *
 * It reads the body itself, or takes what `c.req.arrayBuffer()`, `c.req.text()` or `c.req.json()` have kept. A handler
 * that gives nothing is answered for: 200 without a body. The peer is known in Deno, in Bun and on
 * `@hono/node-server`; elsewhere `senders` needs `remoteAddress`.
 */
export const webhook: Adapter<HonoContext, HonoOptions, Response | void, Route> = (
  provider: AnyProvider,
  options: unknown,
  handler: AnyHandler<HonoContext, Response | void>,
): Route => {
  const receiver = makeReceiver<HonoContext>(provider, options, handler, PEER);
  const { remoteAddress = peerOf } = receiver;
  return async (c) => {
    const { raw } = c.req;
    const answer = ({ status, headers, body }: Answer) => c.body(body, status as 200, { ...headers });
    const received = {
      body: await read(c.req, receiver),
      headers: raw.headers,
      method: raw.method,
      url: raw.url,
      peer: remoteAddress(raw, c.env) ?? undefined,
    };
    const result = await receive(receiver, received, handler, {
      context: { c },
      name: "hono",
      statusOf: (response) => response?.status ?? 200,
      answer,
    });
    return result ?? answer(handled);
  };
};

// Of what Hono keeps, only these are what was received; it would make bytes of any other again.
async function read({ raw, bodyCache }: Context["req"], limits: Limits): Promise<unknown> {
  const { arrayBuffer, text, formData } = bodyCache;
  return arrayBuffer ? new Uint8Array(await arrayBuffer) : ((await (text ?? formData)) ?? readFetched(raw, limits));
}
