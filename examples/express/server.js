import express from "express";
import { Webhook, WebhookVerificationError } from "hookseal";

const { env } = process;
const webhooks = [
  new Webhook("transloadit", env.TRANSLOADIT_SECRET),
  new Webhook("transcodely", env.TRANSCODELY_SECRET),
  new Webhook("assemblyai", { header: "X-My-Webhook-Secret", secret: env.ASSEMBLYAI_SECRET }),
  new Webhook("connect", { urlParameter: "token", secret: env.CONNECT_SECRET }),
  new Webhook("standard-webhooks", env.STANDARD_WEBHOOKS_SECRET),
];
const app = express().use(express.raw({ type: () => true, limit: "1mb" }));
for (const webhook of webhooks) app.post(`/${webhook.provider}`, ({ body, headers, url }, response) => {
  response.send(`handled ${webhook.verify(body, headers, { url }).variant}`);
});
app.use((error, request, response, next) => {
  if (!(error instanceof WebhookVerificationError)) return next(error);
  console.log(`refused ${error.code}: ${error.message}`);
  response.status(401).send("refused");
});
app.listen(env.PORT ?? 3000, "127.0.0.1");
