// Fastify with its own JSON parser, and one for forms, on the other routes.

import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import formbody from "@fastify/formbody";
import fastify from "fastify";
import { webhook } from "hookseal/fastify";
import { endpoints } from "./endpoints.mjs";
import { report } from "./record.mjs";

const answer = ({ reply }, status, text) => {
  reply.code(status);
  return text;
};

const app = fastify();
app.register(formbody);
app.addHook("preParsing", async ({ url }, _reply, payload) => {
  // One puts another stream in place, as hooks that decrypt do; one hands on what it has read to its end.
  if (url === "/kept") return payload.pipe(new PassThrough());
  if (url === "/parsed") await text(payload);
  return payload;
});
for (const { path, provider, options, handler } of endpoints(answer)) {
  app.register(webhook(provider, options, handler), { path });
}
app.get("/record", ({ url }, reply) => reply.type("application/json").send(report(url)));
app.post("/other", ({ body }) => body);
await app.listen({ host: "127.0.0.1", port: Number(process.env.PORT) });
