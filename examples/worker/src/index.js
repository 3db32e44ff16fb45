import { env } from "cloudflare:workers";
import { Webhook, WebhookVerificationError } from "hookseal";

const webhooks = new Map([
  ["/transloadit", new Webhook("transloadit", env.TRANSLOADIT_SECRET)],
  ["/transcodely", new Webhook("transcodely", env.TRANSCODELY_SECRET)],
  ["/assemblyai", new Webhook("assemblyai", { header: "X-My-Webhook-Secret", secret: env.ASSEMBLYAI_SECRET })],
  ["/connect", new Webhook("connect", { urlParameter: "token", secret: env.CONNECT_SECRET })],
  ["/standard-webhooks", new Webhook("standard-webhooks", env.STANDARD_WEBHOOKS_SECRET)],
]);
export default { async fetch(request) {
  const webhook = webhooks.get(new URL(request.url).pathname);
  try {
    const delivery = webhook?.verify(await request.arrayBuffer(), request.headers, { url: request.url });
    return delivery ? new Response(`handled ${delivery.variant}`) : new Response(null, { status: 404 });
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    console.log(`refused ${error.code}: ${error.message}`);
    return new Response("refused", { status: 401 });
  }
} };
