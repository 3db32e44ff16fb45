// What vectors cannot say: kinds of body, hostile objects, memory, secrets in printed objects. Run by node-esm.mjs's project.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { Webhook, WebhookConfigError, WebhookVerificationError } from "hookseal";

const SECRET = "whsec_CANARY-3f9c41d07be24a8aa6c2f5d0917be6c4";
const NOW = 1716480293;
const webhook = new Webhook("transcodely", SECRET);
const text = '{"id":"evt_1","name":"é😀"}';
const bytes = new TextEncoder().encode(text);
const { headers } = webhook.sign(bytes, { id: "dlv_1", timestamp: NOW });
const refusal = (code) => (error) => error instanceof WebhookVerificationError && error.code === code;

test("threat 103: every view of the bytes counts from its own offset", () => {
  const pool = new Uint8Array(bytes.length + 64).fill(120);
  pool.set(bytes, 7);
  const view = pool.subarray(7, 7 + bytes.length);
  const copy = bytes.slice();
  for (const body of [
    bytes,
    Buffer.from(bytes),
    view,
    Buffer.from(pool.buffer, 7, bytes.length),
    new DataView(pool.buffer, 7, bytes.length),
    copy.buffer,
    text,
  ]) {
    assert.deepEqual([...webhook.verify(body, headers, { now: NOW }).body], [...bytes]);
  }
  assert.throws(() => webhook.verify(pool, headers, { now: NOW }), refusal("signature_mismatch"));
});

test("threat 102: what is handed back is what was verified, whatever happens to the buffer", () => {
  const body = bytes.slice();
  const delivery = webhook.verify(body, headers, { now: NOW });
  body.fill(0);
  assert.equal(new TextDecoder().decode(delivery.body), text);
});

test("threats 44 and 117: hostile objects are refused with the one error class", () => {
  const thrower = new Proxy({}, { get() { throw new Error("boo"); }, ownKeys() { throw new Error("boo"); } });
  const getter = { get "x-transcodely-signature"() { throw new Error("boo"); } };
  const odd = [null, undefined, 7, "text", {}, [], thrower, getter, Symbol.iterator, { "x-transcodely-signature": {} }, [[1]]];
  for (const value of odd) {
    assert.throws(() => webhook.verify(bytes, value, { now: NOW }), WebhookVerificationError);
    if (typeof value !== "string") {
      assert.throws(() => webhook.verify(value, headers, { now: NOW }), WebhookVerificationError);
    }
  }
  assert.throws(() => webhook.verify("\ud800", headers, { now: NOW }), refusal("body_not_text"));
  assert.equal(Object.prototype.polluted, undefined);
});

test("threats 106 and 108: refusals and large bodies leave the instance as it was", () => {
  for (let round = 0; round < 200; round += 1) {
    assert.throws(() => webhook.verify(bytes, {}, { now: NOW }), refusal("signature_missing"));
    webhook.verify(bytes, headers, { now: NOW });
  }
  const large = new Uint8Array(8 * 1024 * 1024).fill(97);
  const signed = webhook.sign(large, { id: "dlv_2", timestamp: NOW });
  assert.equal(webhook.verify(large, signed.headers, { now: NOW }).body.length, large.length);
  webhook.verify(bytes, headers, { now: NOW });
});

test("threat 118: nothing that prints a webhook or an error shows the secret", () => {
  const printed = [inspect(webhook, { depth: 10, showHidden: true }), JSON.stringify(webhook), String(webhook)];
  try {
    webhook.verify(bytes, { ...headers, "x-transcodely-signature": `sha256=${"0".repeat(64)}` }, { now: NOW });
  } catch (error) {
    printed.push(inspect(error, { depth: 10, showHidden: true }), String(error), JSON.stringify(error));
  }
  assert.throws(() => new Webhook("transcodely", ` ${SECRET}`), WebhookConfigError);
  assert.ok(!printed.join().includes("CANARY"), printed.join());
});

test("threat 66: the clock is an argument, and a wrong one is the caller's mistake", () => {
  for (const now of [Number.NaN, Number.POSITIVE_INFINITY, NOW * 1000, -1]) {
    assert.throws(() => webhook.verify(bytes, headers, { now }), WebhookConfigError);
  }
  assert.throws(() => webhook.verify(bytes, headers, { now: NOW + 301 }), refusal("timestamp_too_old"));
  assert.throws(() => webhook.verify(bytes, headers, { now: NOW - 301 }), refusal("timestamp_too_new"));
});
