// Headers of every kind, hostile ones included: a verdict, never another exception.

import assert from "node:assert/strict";
import test from "node:test";
import vm from "node:vm";
import { Webhook, WebhookVerificationError } from "hookseal";

const webhook = new Webhook("transcodely", "whsec_0123456789abcdef");
const { headers: good } = webhook.sign("{}", { id: "dlv_1" });
const code = (headers) => {
  try {
    webhook.verify("{}", headers);
    return "accepted";
  } catch (error) {
    assert.ok(error instanceof WebhookVerificationError, String(error));
    return error.code;
  }
};

test("threat 40: a value is a primitive string, or a list of exactly one", () => {
  const name = "x-transcodely-signature";
  const value = good[name];
  assert.equal(code({ ...good, [name]: [value] }), "accepted");
  assert.equal(code({ ...good, [name]: [value, value] }), "duplicate_header");
  assert.equal(code({ ...good, [name]: [] }), "signature_missing");
  assert.equal(code({ ...good, [name]: undefined }), "signature_missing");
  for (const other of [7, true, {}, new String(value), { toString: () => value }, [[value]], [{}], () => value]) {
    assert.equal(code({ ...good, [name]: other }), "signature_malformed");
  }
  // Another variant's header that cannot be read is not taken for absent.
  assert.equal(code({ ...good, "transcodely-signature": 7 }), "timestamp_missing");
});

test("threat 41: names are matched by ASCII case, and two that differ by it are a repetition", () => {
  const upper = Object.fromEntries(Object.entries(good).map(([name, value]) => [name.toUpperCase(), value]));
  assert.equal(code(upper), "accepted");
  assert.equal(code({ ...good, "X-Transcodely-Signature": good["x-transcodely-signature"] }), "duplicate_header");
  const kelvin = new Webhook({ name: "k", token: { header: "x-key" } }, "0123456789abcdef");
  assert.throws(() => kelvin.verify("", { "x-\u212aey": "0123456789abcdef" }), { code: "token_missing" });
});

test("shapes", () => {
  assert.equal(code(new Headers(good)), "accepted");
  assert.equal(code(new Map(Object.entries(good))), "accepted");
  assert.equal(code(Object.entries(good)), "accepted");
  assert.equal(code(Object.entries(good).flat()), "accepted");
  assert.equal(code(Object.assign(Object.create(null), good)), "accepted");
  assert.equal(code(vm.runInNewContext(`(${JSON.stringify(good)})`)), "accepted");
  // Whatever can be asked by name.
  assert.equal(code({ get: (name) => good[name] ?? null }), "accepted");
  assert.equal(code({ get: (name) => (name in good ? 7 : null) }), "signature_malformed");
  const lists = [[], [[]], [7], [["x-transcodely-signature"]]];
  const nothings = [undefined, null, 7, "headers", {}, { get: () => null }, Object.create(good)];
  for (const nothing of [...lists, ...nothings]) assert.equal(code(nothing), "signature_missing");
});

test("line breaks and characters that no server hands out stay inside their value", () => {
  const name = "x-transcodely-signature";
  for (const extra of ["\n", "\r", "\0", "\u0100", "\ud800", "\nB1716480293"]) {
    assert.equal(code({ ...good, [name]: good[name] + extra }), "signature_malformed");
  }
});

test("threats 43 and 44: hostile objects are refused", () => {
  const thrower = () => {
    throw new Error("hostile");
  };
  const hostile = [
    Object.defineProperty({}, "x-transcodely-signature", { enumerable: true, get: thrower }),
    new Proxy({}, { ownKeys: thrower }),
    new Proxy({}, { get: thrower }),
    { [Symbol.iterator]: thrower },
    { [Symbol.iterator]: () => ({ next: thrower }) },
    { [Symbol.iterator]: () => null },
    { get: thrower, getAll: thrower },
  ];
  const form = new Webhook("transloadit", "0123456789abcdef");
  for (const object of hostile) {
    assert.equal(code(object), "internal_error");
    assert.throws(() => webhook.verify(object, good), WebhookVerificationError);
    assert.throws(() => form.verify(object, good), WebhookVerificationError);
  }
  assert.equal(code(good), "accepted");
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "get"]) {
    assert.equal(code(JSON.parse(`{"${name}": "x", ${JSON.stringify(good).slice(1)}`)), "accepted");
  }
});

test("threat 43: what other code has put on every object is no header and no form field", () => {
  const transloadit = new Webhook("transloadit", "0123456789abcdef");
  const posted = transloadit.sign("{}", { form: "urlencoded" }).body;
  const form = Object.fromEntries(new URLSearchParams(Buffer.from(posted).toString()));
  const inherited = { ...good, ...form };
  Object.assign(Object.prototype, inherited);
  try {
    assert.equal({}[Object.keys(good)[0]], Object.values(good)[0], "every object inherits them");
    for (const nothing of [{}, [], new Map(), new Headers()]) assert.equal(code(nothing), "signature_missing");
    assert.throws(() => transloadit.verify({}, {}), { code: "field_missing" });
    assert.equal(code(good), "accepted");
  } finally {
    for (const name of Object.keys(inherited)) delete Object.prototype[name];
  }
});

test("threats 66 and 117: verify throws one class; a clock that is none is the caller's mistake", () => {
  const odd = [undefined, null, 0, -1, Number.NaN, "", "x", {}, [], Symbol("s"), 1n, () => {}, new Proxy({}, {})];
  for (const body of odd) {
    for (const headers of odd) {
      for (const url of odd) {
        assert.throws(() => webhook.verify(body, headers, { url, remoteAddress: url }), WebhookVerificationError);
      }
    }
  }
  for (const now of [Number.NaN, Infinity, -1, "1716480293", null, 1716480293000, {}]) {
    assert.throws(() => webhook.verify("{}", good, { now }), { name: "WebhookConfigError", code: "invalid_option" });
  }
  const timestamp = Number(good["x-transcodely-timestamp"]);
  assert.equal(webhook.verify("{}", good, { now: timestamp + 300.9 }).id, "dlv_1");
});
