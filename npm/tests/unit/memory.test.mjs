// The core's memory stays small, and a core that fails refuses the request and goes on.

import assert from "node:assert/strict";
import test from "node:test";

// Seen before the package makes its instance. The exports of an instance are frozen: wrappers stand in for them.
const { Instance } = WebAssembly;
let memory;
let broken = false;
WebAssembly.Instance = function (module, imports) {
  const { exports } = new Instance(module, imports);
  memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
  const wrapped = Object.entries(exports).map(([name, value]) => [name, typeof value === "function" ? breakable(value) : value]);
  return Object.create(Instance.prototype, { exports: { value: Object.fromEntries(wrapped) } });
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
  broken = true;
  assert.throws(() => webhook.verify("{}", small.headers), { name: "WebhookVerificationError", code: "internal_error" });
  broken = false;
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
