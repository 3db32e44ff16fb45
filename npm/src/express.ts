// The receiver as a handler of Express 4 and 5.

import type { Request, RequestHandler, Response } from "express";
import { makeReceiver } from "./receive/configure.js";
import { readNode } from "./receive/node.js";
import type { Adapter, AnyHandler, AnyProvider, ReceiverOptions } from "./receive/options.js";
import { receive } from "./receiver.js";

export type * from "./receive/public.js";

/** What an Express handler of its own gets. */
export interface ExpressContext {
  readonly req: Request;
  readonly res: Response;
}

/** Options of {@link webhook}. */
export type ExpressOptions = ReceiverOptions<ExpressContext>;

/**
 * A route's handler: `app.post("/hook", webhook("transcodely", secret, async (delivery, { res }) => ...))`.
 *
 * It reads the body itself, so no parser is needed. Behind one it takes the bytes of `express.raw()`, and those that
 * `express.json({ verify: (req, _res, buf) => { req.rawBody = buf } })` keeps. If the handler has not answered when its
 * promise is done, the answer is empty, 200 unless `res.status()` was called; what it throws goes to `next`.
 */
export const webhook: Adapter<ExpressContext, ExpressOptions, unknown, RequestHandler> = (
  provider: AnyProvider,
  options: unknown,
  handler: AnyHandler<ExpressContext, unknown>,
): RequestHandler => {
  const receiver = makeReceiver<ExpressContext>(provider, options, handler);
  return async (req, res, next) => {
    try {
      const body = await readNode(req, req, receiver);
      const { rawHeaders: headers, method, originalUrl: url, socket } = req;
      await receive(receiver, { body, headers, method, url, peer: socket.remoteAddress }, handler, {
        context: { req, res },
        name: "express",
        statusOf: () => res.statusCode,
        answer({ status, headers, body }) {
          if (res.headersSent) return;
          res.status(status).set(headers).end(body);
        },
      });
      if (!res.headersSent) res.end();
    } catch (error) {
      // Express takes some values for no error at all, and goes on to the next route.
      next(error instanceof Error ? error : new Error("the handler failed", { cause: error }));
    }
  };
};
