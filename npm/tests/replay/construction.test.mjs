// A store refuses, when it is made, what is not its client, and says what it takes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DatabaseSync } from "node:sqlite";
import { Redis } from "ioredis";
import pg from "pg";
import postgres from "postgres";
import { createClient } from "redis";
import { D1Store } from "hookseal/replay/d1";
import { DurableObjectStore } from "hookseal/replay/durable-object";
import { MemoryStore } from "hookseal/replay/memory";
import { PostgresStore } from "hookseal/replay/postgres";
import { RedisStore } from "hookseal/replay/redis";
import { SqliteStore } from "hookseal/replay/sqlite";

// What the bindings have; the real ones are in cloudflare.test.mjs.
const kv = { get() {}, getWithMetadata() {}, list() {}, put() {}, delete() {} };
const d1 = { prepare() {}, batch() {}, exec() {}, withSession() {}, dump() {} };
const objects = { newUniqueId() {}, idFromName() {}, idFromString() {}, get() {}, getByName() {} };
const clients = {
  "nothing at all": undefined,
  null: null,
  "an address": "redis://127.0.0.1",
  "an empty object": {},
  "another store": new MemoryStore(),
  "a redis client": createClient(),
  "an ioredis client": new Redis({ lazyConnect: true }),
  "a pg Pool": new pg.Pool(),
  "a pg Client": new pg.Client(),
  "a postgres.js function": postgres(),
  "a node:sqlite database": new DatabaseSync(":memory:"),
  "a D1 binding": d1,
  "a Durable Object namespace": objects,
  "a Workers KV namespace": kv,
  "the class of a client, not a client": Redis,
  "a promise of a client": Promise.resolve(createClient()),
};
const STORES = [
  [RedisStore, ["a redis client", "an ioredis client"], "a client of `redis` (node-redis) or of `ioredis`"],
  [
    PostgresStore,
    ["a pg Pool", "a pg Client", "a postgres.js function"],
    "a Pool or Client of `pg`, or the `sql` function of `postgres`",
  ],
  [SqliteStore, ["a node:sqlite database"], "a database of `node:sqlite` or `better-sqlite3`"],
  [D1Store, ["a D1 binding"], "a binding of Cloudflare D1"],
  [DurableObjectStore, ["a Durable Object namespace"], "a binding of a namespace of Durable Objects"],
];
// threat 81
const KV =
  "a Workers KV namespace lets two workers claim at the same time, as its reads lag behind its writes; " +
  "use D1Store or DurableObjectStore";

for (const [Store, taken, expected] of STORES) {
  for (const [name, client] of Object.entries(clients)) {
    if (taken.includes(name)) {
      test(`${Store.name} takes ${name}`, () => assert.ok(new Store(client)));
      continue;
    }
    test(`${Store.name} refuses ${name}`, () => {
      const found = client === kv ? KV : "something else was given";
      const message = `${Store.name} takes ${expected}; ${found}`;
      assert.throws(() => new Store(client), { name: "WebhookConfigError", code: "invalid_option", message });
    });
  }
}

for (const Store of [PostgresStore, SqliteStore]) {
  test(`${Store.name} completes through no other kind of client either`, async () => {
    const client = Store === PostgresStore ? clients["a pg Pool"] : clients["a node:sqlite database"];
    const completion = new Store(client).complete("key", "token", 60, clients["a redis client"]);
    await assert.rejects(completion, { name: "WebhookConfigError", code: "invalid_option" });
  });
}
