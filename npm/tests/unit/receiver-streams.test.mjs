// Bodies of Node's own streams that are refused, in Fastify.

import assert from "node:assert/strict";
import { request } from "node:http";
import test from "node:test";
import fastify from "fastify";
import { webhook } from "hookseal/fastify";
import { SECRET } from "./receiving.mjs";

/** Sends the first bytes of a body that goes on: the refusal's code, and whether anybody still reads. */
async function refusal(t, limits, sent) {
  const seen = [];
  const onRefused = ({ code }, { request }) => seen.push([code, request.raw]);
  const app = fastify();
  t.after(() => app.close());
  const options = { secret: SECRET, log() {}, onRefused, ...limits };
  app.register(webhook("transcodely", options, assert.fail), { path: "/hook" });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address();
  const status = await new Promise((resolve, reject) => {
    const sending = request({ host: "127.0.0.1", port, path: "/hook", method: "POST" });
    sending.on("response", ({ statusCode }) => resolve(statusCode)).on("error", reject);
    sending.write(sent);
    t.after(() => sending.destroy());
  });
  assert.equal(seen.length, 1);
  const [[code, stream]] = seen;
  return [status, code, stream.isPaused(), stream.listenerCount("data")];
}

test("threat 98: above the limit no more of a stream is read", async (t) => {
  assert.deepEqual(await refusal(t, { limit: 1000 }, "x".repeat(1001)), [413, "body_too_large", true, 0]);
});

test("threat 99: after the deadline no more of a stream is read", async (t) => {
  assert.deepEqual(await refusal(t, { deadline: 0.05 }, "x"), [408, "body_timeout", true, 0]);
});
