import { env } from "cloudflare:workers";
import { DurableObjectStore } from "hookseal/replay/durable-object";
import { webhook } from "hookseal/web";

export { ReplayObject } from "hookseal/replay/durable-object";

const options = {
  transloadit: { secret: env.TRANSLOADIT_SECRET },
  transcodely: { secret: env.TRANSCODELY_SECRET },
  assemblyai: { secret: env.ASSEMBLYAI_SECRET, header: "X-My-Webhook-Secret" },
  connect: { secret: env.CONNECT_SECRET, urlParameter: "token" },
  "standard-webhooks": { secret: env.STANDARD_WEBHOOKS_SECRET },
};
const replay = new DurableObjectStore(env.REPLAY);
const receive = (delivery) => new Response(`handled ${delivery.variant}`);
const webhooks = new Map(
  Object.entries(options).map(([provider, its]) => [`/${provider}`, webhook(provider, { ...its, replay }, receive)]),
);
const missing = () => new Response(null, { status: 404 });
export default { fetch: (request) => (webhooks.get(new URL(request.url).pathname) ?? missing)(request) };
