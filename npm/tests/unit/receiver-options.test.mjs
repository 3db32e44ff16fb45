// Options of a receiver: a mistake is found when it is made, and named.

import assert from "node:assert/strict";
import test from "node:test";
import { WebhookConfigError } from "hookseal";
import { webhook as express } from "hookseal/express";
import { webhook as fastify } from "hookseal/fastify";
import { webhook as hono } from "hookseal/hono";
import { webhook as lambda } from "hookseal/lambda";
import { Webhook as nest } from "hookseal/nest";
import { webhook as web } from "hookseal/web";
import { MemoryStore } from "hookseal/replay/memory";
import { SECRET, receiverOf, signed, storeOf } from "./receiving.mjs";

// The decorated method is the handler of Nest.
const ADAPTERS = { express, fastify, hono, lambda, nest, web };
const store = new MemoryStore();
const kv = { get() {}, getWithMetadata() {}, list() {}, put() {}, delete() {} };
const replay = (options) => ({ replay: { store, ...options } });

/** Options, the code, and the words that name the member at fault. */
const WRONG = [
  [{ limit: 0 }, "invalid_option", "`limit`"],
  [{ limit: "1mb" }, "invalid_option", "`limit`"],
  [{ limit: NaN }, "invalid_option", "`limit`"],
  [{ limit: Infinity }, "invalid_option", "`limit`"],
  [{ limit: null }, "invalid_option", "`limit`"],
  [{ deadline: -1 }, "invalid_option", "`deadline`"],
  [{ deadline: "10" }, "invalid_option", "`deadline`"],
  [{ status: 399 }, "invalid_option", "`status`"],
  [{ status: 500 }, "invalid_option", "`status`"],
  [{ status: 200 }, "invalid_option", "`status`"],
  [{ status: 401.5 }, "invalid_option", "`status`"],
  [{ status: "401" }, "invalid_option", "`status`"],
  [{ publicUrl: "hooks.example" }, "invalid_option", "`publicUrl`"],
  [{ publicUrl: "ftp://hooks.example" }, "invalid_option", "`publicUrl`"],
  [{ publicUrl: "https://hooks.example/?a=1" }, "invalid_option", "`publicUrl`"],
  [{ publicUrl: "https://hooks.example#a" }, "invalid_option", "`publicUrl`"],
  [{ publicUrl: "https://user:secret@hooks.example" }, "invalid_option", "`publicUrl`"],
  [{ publicUrl: "https://hooks.example/\n" }, "invalid_option", "`publicUrl`"],
  [{ publicUrl: "https:///hooks" }, "invalid_option", "`publicUrl`"],
  [{ publicUrl: "https://hooks.example:port" }, "invalid_option", "`publicUrl`"],
  [{ publicUrl: "" }, "invalid_option", "`publicUrl`"],
  [{ log: console }, "invalid_option", "`log`"],
  [{ onRefused: true }, "invalid_option", "`onRefused`"],
  [{ onDuplicate: "log" }, "invalid_option", "`onDuplicate`"],
  [{ allowRefused: "true" }, "invalid_option", "`allowRefused`"],
  [{ allowRefused: 1 }, "invalid_option", "`allowRefused`"],
  [{ replay: null }, "invalid_option", "`replay.store`"],
  [{ replay: "redis://localhost" }, "invalid_option", "`replay.store`"],
  [{ replay: MemoryStore }, "invalid_option", "`replay.store`"],
  [{ replay: {} }, "invalid_option", "`replay.store`"],
  [{ replay: { lease: 60 } }, "invalid_option", "`replay.store`"],
  [{ replay: { store: undefined } }, "invalid_option", "`replay.store`"],
  [{ replay: { ...storeOf(), release: undefined } }, "invalid_option", "`replay.store`"],
  [replay({ leese: 60 }), "unknown_option", "`replay.leese`"],
  [replay({ lease: 0 }), "invalid_option", "`replay.lease`"],
  [replay({ lease: NaN }), "invalid_option", "`replay.lease`"],
  [replay({ lease: 30 }), "invalid_option", "`replay.lease`"],
  [replay({ lease: 20, handlerTimeout: 20 }), "invalid_option", "`replay.lease`"],
  [replay({ handlerTimeout: 60 }), "invalid_option", "`replay.lease`"],
  [replay({ handlerTimeout: Infinity }), "invalid_option", "`replay.handlerTimeout`"],
  [replay({ timeout: 0 }), "invalid_option", "`replay.timeout`"],
  // Threat 72: a delivery must be remembered for as long as its timestamp is accepted.
  [replay({ ttl: 599 }), "invalid_option", "`replay.ttl`"],
  [{ ...replay({ ttl: 900 }), tolerance: 451 }, "invalid_option", "`replay.ttl`"],
  [{ limits: 5 }, "unknown_option", "`limits`"],
  [{ tolerance: 0 }, "invalid_option", "`tolerance`"],
];

const RIGHT = [
  {},
  { limit: undefined, deadline: undefined, replay: undefined, log: undefined, allowRefused: undefined },
  { limit: 1, deadline: 0.5, status: 400, publicUrl: "https://hooks.example/a/", allowRefused: false },
  { status: 499, publicUrl: "http://127.0.0.1:3000", onRefused() {}, onDuplicate() {} },
  { replay: store },
  replay(),
  replay({ lease: 31, ttl: 601, timeout: 0.1, handlerTimeout: 30.5 }),
  { replay: storeOf(), tolerance: 300, name: "here" },
];

for (const [name, webhook] of Object.entries(ADAPTERS)) {
  const make = (options, handler = () => {}) => webhook("transcodely", options, handler);

  test(`${name}: an option that is wrong is named`, () => {
    for (const [options, code, words] of WRONG) {
      assert.throws(
        () => make({ secret: SECRET, ...options }),
        (error) => {
          assert.ok(error instanceof WebhookConfigError, String(error));
          assert.deepEqual([error.code, error.message.includes(words)], [code, true], error.message);
          return !error.message.includes(SECRET);
        },
      );
    }
  });

  test(`${name}: options that fit`, () => {
    for (const options of RIGHT) assert.equal(typeof make({ secret: SECRET, ...options }), "function");
    for (const secret of [SECRET, Buffer.from(SECRET), new Uint8Array(16).buffer]) {
      assert.equal(typeof make(secret), "function");
    }
  });

  test(`${name}: threat 29: no secret, no handler, no provider`, () => {
    for (const secret of [undefined, "", {}, { secret: undefined }]) {
      assert.throws(() => make(secret), { code: "missing_secret" });
    }
    for (const handler of name === "nest" ? [] : [undefined, null, "handler", {}]) {
      const refusal = { code: "invalid_option", message: "`handler` must be a function" };
      assert.throws(() => webhook("transcodely", SECRET, handler), refusal);
    }
    for (const provider of [undefined, null, "nobody", "__proto__", "constructor"]) {
      assert.throws(() => webhook(provider, SECRET, () => {}), { code: "unknown_provider" });
    }
  });

  test(`${name}: threat 81: Workers KV is refused, and what to use is said`, () => {
    for (const given of [kv, { store: kv }]) {
      assert.throws(() => make({ secret: SECRET, replay: given }), {
        code: "invalid_option",
        message: /Workers KV.+D1Store.+DurableObjectStore/,
      });
    }
  });
}

test("a peer is told by the platform alone", () => {
  const options = { secret: SECRET, header: "x-token", remoteAddress: () => "44.238.19.20" };
  for (const name of ["hono", "lambda", "web"]) {
    assert.equal(typeof ADAPTERS[name]("assemblyai", options, () => {}), "function");
    const wrong = { ...options, remoteAddress: "44.238.19.20" };
    assert.throws(() => ADAPTERS[name]("assemblyai", wrong, () => {}), { code: "invalid_option" });
  }
  for (const name of ["express", "fastify", "nest"]) {
    assert.throws(() => ADAPTERS[name]("assemblyai", options, () => {}), WebhookConfigError);
  }
});

test("threat 43: what is on the prototype of all objects is no option", async () => {
  const inherited = { allowRefused: true, status: 499, replay: storeOf(), limit: 1, publicUrl: "https://x.example" };
  const call = [];
  for (const [name, value] of Object.entries(inherited)) {
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
  }
  try {
    const { send } = receiverOf({}, (delivery) => void call.push(delivery));
    assert.equal((await send(signed("{}", { change: { "x-transcodely-timestamp": "1" } }))).status, 401);
    assert.equal((await send()).status, 200);
  } finally {
    for (const name of Object.keys(inherited)) delete Object.prototype[name];
  }
  assert.deepEqual([call.length, call[0].refused, inherited.replay.calls], [1, undefined, []]);
});
