// What only JavaScript can get wrong when an endpoint is set up, and errors across copies of the package.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import vm from "node:vm";
import * as hookseal from "hookseal";

const { Webhook, WebhookConfigError, WebhookPayloadError, WebhookVerificationError } = hookseal;
const commonjs = createRequire(import.meta.url)("hookseal");
const SECRET = "whsec_0123456789abcdef";
const code = (...given) => {
  try {
    new Webhook(...given);
    return "built";
  } catch (error) {
    assert.ok(error instanceof WebhookConfigError, String(error));
    return error.code;
  }
};

test("threats 13 and 14: a secret is text or bytes", () => {
  const bytes = new TextEncoder().encode(SECRET);
  const elsewhere = vm.runInNewContext(`Uint8Array.of(${bytes})`);
  for (const secret of [SECRET, bytes, Buffer.from(SECRET), bytes.buffer, elsewhere, elsewhere.buffer]) {
    assert.equal(code("transcodely", secret), "built");
    assert.equal(code("transcodely", { secret }), "built");
    assert.equal(code("transcodely", { secrets: [secret, "another-secret-text"] }), "built");
  }
  for (const secret of [undefined, null, "", new Uint8Array()]) {
    assert.equal(code("transcodely", secret), "missing_secret");
    assert.equal(code("transcodely", { secret }), "missing_secret");
    assert.equal(code("transcodely", { secrets: [SECRET, secret] }), "missing_secret");
  }
  for (const secret of [7, true, Symbol("s"), 1n, () => SECRET, "\ud800\ud800\ud800\ud800"]) {
    assert.equal(code("transcodely", secret), "invalid_secret");
    assert.equal(code("transcodely", { secret }), "invalid_secret");
  }
  const detached = new Uint8Array(16);
  structuredClone(detached, { transfer: [detached.buffer] });
  assert.equal(code("transcodely", detached.buffer), "invalid_secret");
  assert.equal(code("transcodely", { secret: { secret: SECRET } }), "invalid_secret");
  assert.equal(code("transcodely", { secrets: SECRET }), "invalid_option");
  assert.equal(code("transcodely", [SECRET]), "invalid_option");
  assert.equal(code("transcodely", { secret: SECRET, secrets: [] }), "invalid_option");
  assert.equal(code("transcodely", { secret: SECRET, secrets: undefined, tolerance: undefined }), "built");
  assert.equal(bytes.length, SECRET.length, "the caller's bytes are left alone");
  assert.equal(new TextDecoder().decode(bytes), SECRET);
});

test("options and schemes are plain data", () => {
  const cycle = { secret: SECRET };
  cycle.tolerance = cycle;
  for (const tolerance of [Number.NaN, Infinity, 0, -1, 1.5, "300", null, 1n, Symbol("s"), () => 300, {}, []]) {
    assert.equal(code("transcodely", { secret: SECRET, tolerance }), "invalid_option");
  }
  assert.equal(code("transcodely", cycle), "invalid_option");
  assert.equal(code("transcodely", { secret: SECRET, algorithms: [() => "sha256"] }), "invalid_option");
  assert.equal(code({ name: "acme", content: () => "{body}" }, SECRET), "invalid_scheme");
  for (const provider of [undefined, null, 7, [], "", "Transcodely", "__proto__", "constructor"]) {
    assert.equal(code(provider, SECRET), "unknown_provider");
  }
});

test("an error of one copy of the package is an instance in the other", () => {
  const make = (copy) => {
    try {
      new copy.Webhook("transcodely", SECRET).verify("{}", {});
    } catch (error) {
      return error;
    }
  };
  for (const error of [make(hookseal), make(commonjs)]) {
    for (const copy of [hookseal, commonjs]) {
      assert.ok(error instanceof copy.WebhookVerificationError);
      assert.ok(!(error instanceof copy.WebhookConfigError));
    }
    assert.equal(error.name, "WebhookVerificationError");
    assert.equal(error.constructor.name, "WebhookVerificationError");
  }
  class Own extends WebhookVerificationError {}
  assert.ok(!(make(hookseal) instanceof Own));
  assert.ok(new Own("signature_mismatch", "text") instanceof Own);
  assert.ok(new Own("signature_mismatch", "text") instanceof WebhookVerificationError);
  assert.ok(!(null instanceof WebhookPayloadError) && !("x" instanceof WebhookPayloadError));
});

test("sign: a caller's mistake is a WebhookConfigError", () => {
  const webhook = new Webhook("transcodely", SECRET);
  const ids = [{}, { id: 7 }, { id: "a b" }, { id: () => "a" }];
  const others = [{ timestamp: Date.now() }, { timestamp: Number.NaN }, { variant: "x" }];
  for (const options of [...ids, ...others.map((other) => ({ id: "a", ...other }))]) {
    assert.throws(() => webhook.sign("{}", options), { name: "WebhookConfigError", code: "invalid_option" });
  }
  assert.throws(() => webhook.sign("{}", { id: "a", idd: "b" }), { code: "unknown_option" });
  for (const body of [undefined, null, {}, "\ud800"]) {
    assert.throws(() => webhook.sign(body, { id: "a" }), { name: "WebhookConfigError", code: "invalid_option" });
  }
  assert.equal(webhook.sign("{}", { id: "a" }).url, null);
});

test("an endpoint and a delivery cannot be changed", () => {
  const webhook = new Webhook("transcodely", { secret: SECRET, name: "eu" });
  assert.equal(webhook.name, "eu");
  assert.equal(new Webhook("transcodely", SECRET).name, null);
  assert.equal(webhook.policy, hookseal.providers.transcodely.variants[1].policy);
  assert.throws(() => (webhook.verify = () => true), TypeError);
  const signed = webhook.sign("{}", { id: "dlv_1" });
  const delivery = webhook.verify(signed.body, signed.headers);
  assert.throws(() => (delivery.authentication = "none"), TypeError);
  assert.match(delivery.dedupeKey, /^[0-9a-f]{64}$/);
  assert.equal(delivery.dedupeKey, webhook.verify(signed.body, signed.headers).dedupeKey);
});

test("the provider table cannot be changed", () => {
  const { transcodely } = hookseal.providers;
  assert.throws(() => (transcodely.variants[0].policy.attempts = 1), TypeError);
  assert.throws(() => transcodely.variants.push({}), TypeError);
  assert.throws(() => (hookseal.providers.assemblyai.senders.us = "192.0.2.1"), TypeError);
  assert.throws(() => delete hookseal.providers.connect, TypeError);
});

test("options at the wrong place or of an unknown name are not passed over", () => {
  assert.equal(code("transcodely", SECRET, { tolerance: 300 }), "invalid_option");
  const webhook = new Webhook("transcodely", SECRET);
  const { body, headers } = webhook.sign("{}", { id: "dlv_1" });
  const told = (options, code) => {
    assert.throws(() => webhook.verify(body, headers, options), { name: "WebhookConfigError", code });
  };
  told({ tolerance: 300 }, "unknown_option");
  told({ remote_address: "192.0.2.1" }, "unknown_option");
  told("https://example.com/", "invalid_option");
  for (const options of [undefined, null, {}, { now: undefined, url: undefined }]) {
    assert.equal(webhook.verify(body, headers, options).id, "dlv_1");
  }
  const { json } = webhook.verify(body, headers);
  assert.throws(() => json(), TypeError);
});
