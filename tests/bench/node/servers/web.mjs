// Bun.serve three times: bare, with the provider's snippet, and with the adapter.
import { webhook } from "hookseal/web";

import { SECRET } from "../deliveries.mjs";
import { verifyWebhook } from "../transcodely.mjs";

const empty = (status) => new Response(null, { status });
const paths = {
  "/bare": async (request) => {
    await request.arrayBuffer();
    return empty(200);
  },
  "/snippet": async (request) => {
    const [signature, timestamp] = ["x-transcodely-signature", "x-transcodely-timestamp"].map((name) => request.headers.get(name));
    return empty(verifyWebhook(await request.text(), signature, timestamp) ? 200 : 401);
  },
  "/hookseal": webhook("transcodely", SECRET, () => empty(200)),
};
Bun.serve({
  port: Number(process.env.PORT),
  hostname: "127.0.0.1",
  fetch: (request, server) => paths[new URL(request.url).pathname]?.(request, server) ?? empty(404),
});
