import express from "express";
import { Webhook, WebhookVerificationError } from "hookseal";

const { env } = process;
const webhooks = {
  transloadit: new Webhook("transloadit", env.TRANSLOADIT_SECRET),
  transcodely: new Webhook("transcodely", env.TRANSCODELY_SECRET),
  assemblyai: new Webhook("assemblyai", { header: "X-My-Webhook-Secret", secret: env.ASSEMBLYAI_SECRET }),
  connect: new Webhook("connect", { urlParameter: "token", secret: env.CONNECT_SECRET }),
  "standard-webhooks": new Webhook("standard-webhooks", env.STANDARD_WEBHOOKS_SECRET),
};
const app = express().use(express.raw({ type: () => true, limit: "1mb" }));
app.post("/:provider", ({ params, body, headers, url }, response) => {
  const delivery = webhooks[params.provider].verify(body, headers, { url });
  response.send(`handled ${delivery.variant}`);
});
app.use((error, request, response, next) => {
  console.log(`refused ${error.code}`);
  response.status(error instanceof WebhookVerificationError ? 401 : 500).send("refused");
});
app.listen(env.PORT, "127.0.0.1");
