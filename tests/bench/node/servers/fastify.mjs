// Fastify three times: bare, with the provider's snippet, and with the adapter.
import fastify from "fastify";
import { webhook } from "hookseal/fastify";

import { SECRET } from "../deliveries.mjs";
import { verifyWebhook } from "../transcodely.mjs";

const app = fastify();
app.register(async (raw) => {
  raw.removeAllContentTypeParsers();
  raw.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  raw.post("/bare", async (_request, reply) => reply.code(200).send());
  raw.post("/snippet", async ({ body, headers }, reply) => {
    const [signature, timestamp] = [headers["x-transcodely-signature"], headers["x-transcodely-timestamp"]];
    return reply.code(verifyWebhook(body.toString(), signature, timestamp) ? 200 : 401).send();
  });
});
app.register(webhook("transcodely", SECRET, (_delivery, { reply }) => reply.code(200).send()), { path: "/hookseal" });
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
