import express from "express";
import { webhook } from "hookseal/express";
import { MemoryStore } from "hookseal/replay/memory";

const { env } = process;
const options = {
  transloadit: { secret: env.TRANSLOADIT_SECRET },
  transcodely: { secret: env.TRANSCODELY_SECRET },
  assemblyai: { secret: env.ASSEMBLYAI_SECRET, header: "X-My-Webhook-Secret" },
  connect: { secret: env.CONNECT_SECRET, urlParameter: "token" },
  "standard-webhooks": { secret: env.STANDARD_WEBHOOKS_SECRET },
};
const replay = new MemoryStore();
const app = express();
const receive = (delivery, { res }) => res.send(`handled ${delivery.variant}`);
for (const [provider, its] of Object.entries(options)) {
  app.post(`/${provider}`, webhook(provider, { ...its, replay }, receive));
}
app.listen(env.PORT ?? 3000, "127.0.0.1");
