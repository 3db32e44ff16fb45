// The core's memory stays small, and a core that fails refuses the request and goes on.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import test from "node:test";

// Seen before the package makes its instance. The exports of an instance are frozen: wrappers stand in for them.
const { Instance } = WebAssembly;
let memory;
let broken = false;
WebAssembly.Instance = function (module, imports) {
  const { exports } = new Instance(module, imports);
  memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
  const wrap = ([name, value]) => [name, typeof value === "function" ? breakable(value) : value];
  const wrapped = Object.fromEntries(Object.entries(exports).map(wrap));
  return Object.create(Instance.prototype, { exports: { value: wrapped } });
};
const { Webhook } = await import("hookseal");
const webhook = new Webhook("transcodely", "whsec_0123456789abcdef");
const small = webhook.sign("{}", { id: "a" });
const MOST = 2 * 1024 * 1024;

test("threat 107: 512 MiB of body leave the memory below 2 MiB", () => {
  const body = Buffer.alloc(512 * 1024 * 1024);
  assert.throws(() => webhook.verify(body, small.headers), { code: "signature_mismatch" });
  assert.ok(memory.buffer.byteLength <= MOST, `${memory.buffer.byteLength} bytes`);
});

test("threat 107: the key of a delivery whose id is signed is made without its body", () => {
  const key = "0123456789abcdef0123456789abcdef";
  const standard = new Webhook("standard-webhooks", `whsec_${btoa(key)}`);
  const timestamp = Math.floor(Date.now() / 1000);
  const verify = (body) => {
    const signature = createHmac("sha256", key).update(`msg_1.${timestamp}.`).update(body).digest("base64");
    return standard.verify(body, {
      "webhook-id": "msg_1",
      "webhook-timestamp": `${timestamp}`,
      "webhook-signature": `v1,${signature}`,
    });
  };
  assert.equal(verify(Buffer.alloc(64 * 1024 * 1024)).dedupeKey, verify(Buffer.from("{}")).dedupeKey);
  assert.ok(memory.buffer.byteLength <= MOST, `${memory.buffer.byteLength} bytes`);
});

test("threat 107: many requests, accepted and refused, leave the memory below 2 MiB", () => {
  const large = new Uint8Array(200_000);
  const { headers } = webhook.sign(large, { id: "a" });
  for (let round = 0; round < 100_000; round += 1) {
    webhook.verify(small.body, small.headers);
    if (round % 20 === 0) assert.throws(() => webhook.verify("{} ", small.headers), { code: "signature_mismatch" });
    if (round % 1000 === 0) webhook.verify(large, headers);
  }
  assert.ok(memory.buffer.byteLength <= MOST, `${memory.buffer.byteLength} bytes`);
});

test("threat 106: after a trap the next request is judged as usual", () => {
  const refused = { name: "WebhookVerificationError", code: "internal_error" };
  const delivery = webhook.verify("{}", small.headers);
  broken = true;
  assert.throws(() => webhook.verify("{}", small.headers), refused);
  assert.throws(() => delivery.dedupeKey, refused);
  broken = false;
  assert.match(delivery.dedupeKey, /^[0-9a-f]{64}$/);
  assert.equal(webhook.verify("{}", small.headers).id, "a");
});

test("threat 108: what is read after the memory has grown is right", () => {
  const before = memory.buffer;
  const large = new Uint8Array(8 * 1024 * 1024).fill(97);
  // Signing takes a body whole: it is the caller's own.
  const signed = webhook.sign(large, { id: "b" });
  assert.equal(before.byteLength, 0, "the memory has grown, which detaches the old buffer");
  assert.deepEqual(Buffer.from(signed.body), Buffer.from(large));
  assert.equal(webhook.verify(large, signed.headers).id, "b");
  assert.equal(webhook.verify("{}", small.headers).id, "a");
});

function breakable(act) {
  return (...values) => {
    if (broken) throw new WebAssembly.RuntimeError("unreachable");
    return act(...values);
  };
}
