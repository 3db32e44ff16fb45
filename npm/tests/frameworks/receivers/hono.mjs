// Hono on Node's server, with its logger and CORS in front.

import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { cors } from "hono/cors";
import { logger } from "hono/logger";
import { webhook } from "hookseal/hono";
import { endpoints } from "./endpoints.mjs";
import { report } from "./record.mjs";

const answer = ({ c }, status, text) => c.text(text, status);
const before = (read) => async (c, next) => {
  await read(c.req);
  await next();
};

const app = new Hono();
app.use(
  logger(() => {}),
  cors(),
);
app.use(
  "/parsed",
  before((request) => request.raw.json()),
);
app.use(
  "/kept",
  before((request) => request.json()),
);
app.use(
  "/raw",
  before((request) => request.arrayBuffer()),
);
app.use(
  "/form",
  before((request) => request.parseBody()),
);
for (const { path, provider, options, handler } of endpoints(answer, { remoteAddress: peer })) {
  app.all(path, webhook(provider, options, handler));
}
app.get("/record", (c) => c.body(report(c.req.url)));
app.post("/other", async (c) => c.json(await c.req.json()));
app.onError((_error, c) => c.text("failed", 500));
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(process.env.PORT) });

function peer(_request, env) {
  return env.incoming.socket.remoteAddress;
}
