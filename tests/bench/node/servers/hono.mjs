// Hono on Node three times: bare, with the provider's snippet, and with the adapter.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { webhook } from "hookseal/hono";

import { SECRET } from "../deliveries.mjs";
import { verifyWebhook } from "../transcodely.mjs";

const app = new Hono();
app.post("/bare", async (c) => {
  await c.req.arrayBuffer();
  return c.body(null, 200);
});
app.post("/snippet", async (c) => {
  const [signature, timestamp] = [c.req.header("x-transcodely-signature"), c.req.header("x-transcodely-timestamp")];
  return c.body(null, verifyWebhook(await c.req.text(), signature, timestamp) ? 200 : 401);
});
app.post("/hookseal", webhook("transcodely", SECRET, (_delivery, { c }) => c.body(null, 200)));
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: "127.0.0.1" });
