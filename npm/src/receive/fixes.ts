// What to do where something has consumed the body, in each framework's own words.

/** An adapter of this package. */
export type AdapterName = "express" | "fastify" | "hono" | "lambda" | "nest" | "web";

/** For the message of `body_not_raw`. */
export const fixes: Readonly<Record<AdapterName, string>> = {
  express:
    "a parser has consumed the body: move `express.json()` below this route, or give it " +
    "`verify: (req, _res, buf) => { req.rawBody = buf }`",
  fastify: "a hook has consumed the body: let `preParsing` give back the payload as it is",
  hono: "the body was consumed before: read it by `await c.req.arrayBuffer()`, not by `c.req.raw` or `parseBody()`",
  lambda: "a middleware has parsed `event.body`: hand over the event as it came, without a JSON body parser",
  nest: "keep the bytes of the body: `NestFactory.create(AppModule, { rawBody: true })`",
  web: "the body was consumed before: hand over the request unread, or verify `request.clone()`",
};
