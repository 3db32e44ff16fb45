// The receiver as a plugin of Fastify 5.

import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { makeReceiver } from "./receive/configure.js";
import { readNode, readStream } from "./receive/node.js";
import type { Adapter, AnyHandler, AnyProvider, ReceiverOptions } from "./receive/options.js";
import { announced } from "./receive/request.js";
import { receive } from "./receiver.js";

export type * from "./receive/public.js";

/** What a Fastify handler of its own gets. */
export interface FastifyContext {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Options of {@link webhook}. */
export type FastifyOptions = ReceiverOptions<FastifyContext>;

/** What `app.register` takes beside the plugin. */
export interface RouteOptions {
  /** The path of the route; default `/`, for use with `prefix`. */
  readonly path?: string | undefined;
}

/**
 * A plugin with one route: `app.register(webhook("transcodely", secret, handler), { path: "/hook" })`.
 *
 * Inside it bodies are not parsed, so that their bytes are kept; other routes stay as they are. Every method of the
 * path is answered. The handler gives what is to be sent, or nothing, which is answered by 200 without a body.
 */
export const webhook: Adapter<FastifyContext, FastifyOptions, unknown, FastifyPluginAsync<RouteOptions>> = (
  provider: AnyProvider,
  options: unknown,
  handler: AnyHandler<FastifyContext, unknown>,
): FastifyPluginAsync<RouteOptions> => {
  const receiver = makeReceiver<FastifyContext>(provider, options, handler);
  return async (app, { path = "/" }) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (request: FastifyRequest, payload: FastifyRequest["raw"]) => {
      if (payload.readableDidRead) return Promise.resolve(false);
      // A hook before parsing may have put another stream in place, of a length that nobody has announced.
      const length = payload === request.raw ? announced(payload.rawHeaders) : NaN;
      return readStream(payload, length, receiver);
    });
    app.all(path, async (request, reply) => {
      const { method, originalUrl: url, socket, raw } = request;
      // Of some methods no body is parsed, but there may be one.
      const body = await readNode(raw, request, receiver);
      const received = { body, headers: raw.rawHeaders, method, url, peer: socket.remoteAddress };
      const result = await receive(receiver, received, handler, {
        context: { request, reply },
        name: "fastify",
        statusOf: () => reply.statusCode,
        answer({ status, headers, body }) {
          reply.code(status).headers(headers);
          return body;
        },
      });
      // Fastify takes nothing for a handler that has forgotten to answer.
      return result === undefined && !reply.sent ? "" : result;
    });
  };
};
