import { env } from "cloudflare:workers";
import { Webhook, WebhookVerificationError } from "hookseal";

const webhooks = {
  transloadit: new Webhook("transloadit", env.TRANSLOADIT_SECRET),
  transcodely: new Webhook("transcodely", env.TRANSCODELY_SECRET),
  assemblyai: new Webhook("assemblyai", { header: "X-My-Webhook-Secret", secret: env.ASSEMBLYAI_SECRET }),
  connect: new Webhook("connect", { urlParameter: "token", secret: env.CONNECT_SECRET }),
  "standard-webhooks": new Webhook("standard-webhooks", env.STANDARD_WEBHOOKS_SECRET),
};
async function fetch(request) {
  try {
    const webhook = webhooks[new URL(request.url).pathname.slice(1)];
    const { variant } = webhook.verify(await request.arrayBuffer(), request.headers, { url: request.url });
    return new Response(`handled ${variant}`);
  } catch (error) {
    console.log(`refused ${error.code}`);
    return new Response("refused", { status: error instanceof WebhookVerificationError ? 401 : 500 });
  }
}
export default { fetch };
