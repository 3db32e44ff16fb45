// The store in Redis: both clients, a full server, a lost one, and one that is not the primary.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { createClientPool, RESP_TYPES } from "redis";
import { replayContract } from "hookseal/replay/contract";
import { RedisStore } from "hookseal/replay/redis";
import { freshKey, REQUEST as request } from "./keys.mjs";
import { redisUrl, startRedis } from "./servers.mjs";
import { open } from "./stores.mjs";

const AT_A_TIME = { concurrency: true };
const LUA = 'x"]) redis.call("FLUSHALL") --';
const RESP = "a\r\n*1\r\n$8\r\nFLUSHALL\r\n";
const SYNTAX = ["*", "a\0b", "{tag}", "é☃", LUA, RESP, "x".repeat(1e6)];

for (const name of ["redis", "ioredis"]) {
  describe(name, () => {
    let opened;
    before(async () => (opened = await open[name](redisUrl)));
    after(() => opened.close());

    describe("the contract", AT_A_TIME, () => void replayContract(() => opened.store, { test }));

    test("a key is `hookseal:` and the key, and expires in the server", async () => {
      const [key, { store, client }] = [freshKey(), opened];
      await store.claim(key, request);
      const left = await (client.pTTL ?? client.pttl).call(client, `hookseal:${key}`);
      assert.ok(left > 0 && left <= request.ttl * 1000);
      await store.complete(key, "owner", 3600);
      assert.ok((await (client.pTTL ?? client.pttl).call(client, `hookseal:${key}`)) > request.ttl * 1000);
    });

    // threat 78
    test("a value of another type under the key rejects every step", async () => {
      const [key, { store, client }] = [freshKey(), opened];
      await client.set(`hookseal:${key}`, "a text");
      for (const step of steps(store, key)) await assert.rejects(step, /WRONGTYPE/);
      assert.equal(await client.get(`hookseal:${key}`), "a text");
    });

    // threat 85
    for (const key of SYNTAX) {
      test(`${JSON.stringify(key.slice(0, 40))} is a key like any other`, async () => {
        const { store, client } = opened;
        const unique = freshKey() + key;
        assert.equal((await store.claim(unique, { ...request, digest: key, token: key })).state, "claimed");
        assert.deepEqual(await store.claim(unique + "x", request).then(({ state }) => state), "claimed");
        assert.equal((await store.claim(unique, request)).digest, key);
        assert.ok(await store.complete(unique, key, 60));
        assert.equal(await client.exists(`hookseal:${unique}`), 1);
      });
    }

    // threat 78
    test("a server that is killed rejects every step at once", async () => {
      const server = await startRedis();
      const { store, close } = await open[name](server.url);
      const key = freshKey();
      await store.claim(key, request);
      await server.stop();
      for (const step of steps(store, key)) await assert.rejects(step);
      close();
    });

    // threat 79
    test("a full server that evicts nothing refuses claims and remembers what is done", async () => {
      const { server, store, close } = await openFull(name, "noeviction");
      assert.deepEqual(await store.check(), []);
      const key = freshKey();
      await store.claim(key, request);
      const { done, failure } = await fill(store);
      assert.match(failure.message, /OOM/);
      assert.ok(await store.complete(key, "owner", 60), "work that is done is remembered even so");
      for (const key of done) {
        const found = await store.claim(key, request).catch(({ message }) => ({ state: message.slice(0, 3) }));
        assert.match(found.state, /^(done|OOM)$/);
      }
      await close();
      await server.stop();
    });

    // threat 79
    test("a full server that evicts forgets what is done, which `check` has said", async () => {
      const { server, store, close } = await openFull(name, "allkeys-lru");
      const warning =
        "redis evicts keys (maxmemory-policy allkeys-lru), so deliveries may be handled again: set it to noeviction";
      assert.deepEqual(await store.check(), [warning]);
      const { done, failure } = await fill(store);
      assert.equal(failure, undefined);
      assert.ok(await isAnyForgotten(store, done));
      await close();
      await server.stop();
    });

    test("`check` says so if it may not ask", async () => {
      const server = await startRedis();
      const { store, client, close } = await open[name](server.url);
      const command = ["ACL", "SETUSER", "default", "-info"];
      await (name === "redis" ? client.sendCommand(command) : client.call(...command));
      assert.deepEqual(await store.check(), ["could not read maxmemory-policy of redis: see that it is noeviction"]);
      await close();
      await server.stop();
    });

    // threat 80
    test("a replica takes no claim", async () => {
      const replica = await startRedis("--replicaof", "127.0.0.1", new URL(redisUrl).port);
      const { store, close } = await open[name](replica.url);
      await assert.rejects(store.claim(freshKey(), request), /READONLY|MASTERDOWN/);
      await close();
      await replica.stop();
    });
  });
}

describe("a pool of node-redis that answers in buffers", () => {
  const pool = createClientPool({ url: redisUrl }).on("error", () => {});
  const buffers = pool.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  before(() => pool.connect());
  after(() => pool.destroy());
  describe("the contract", AT_A_TIME, () => void replayContract(() => new RedisStore(buffers), { test }));
});

// threat 87
test("the server's clock decides, not that of the worker", async (t) => {
  const { store, close } = await open.redis(redisUrl);
  const key = freshKey();
  await store.claim(key, request);
  for (const minutes of [10, -10]) {
    const { now } = Date;
    t.mock.method(Date, "now", () => now() + minutes * 60_000);
    assert.equal((await store.claim(key, { ...request, token: "other" })).state, "in_flight");
    t.mock.reset();
  }
  close();
});

test("an answer that is none of the script's is an error, not a claim", async () => {
  for (const answer of [null, "OK", [], ["new", 1], 1, { state: "claimed" }]) {
    const store = new RedisStore({ eval: async () => answer, evalSha() {} });
    const message = "the redis client gave no answer of the script";
    await assert.rejects(store.claim(freshKey(), request), { message });
  }
});

function steps(store, key) {
  return [() => store.claim(key, request), () => store.complete(key, "owner", 60), () => store.release(key, "owner")];
}

async function isAnyForgotten(store, done) {
  for (const key of done) if ((await store.claim(key, request)).state === "claimed") return true;
  return false;
}

/** A server that has little more memory than it needs for itself. */
async function openFull(name, policy) {
  const server = await startRedis("--maxmemory", "2mb", "--maxmemory-policy", policy);
  return { server, ...(await open[name](server.url)) };
}

/** Completes deliveries until the server refuses one, or surely had no room for all. */
async function fill(store) {
  const done = [];
  try {
    for (let count = 0; count < 10_000; count++) {
      const key = freshKey();
      await store.claim(key, request);
      await store.complete(key, "owner", 3600);
      done.push(key);
    }
  } catch (failure) {
    return { done, failure };
  }
  return { done };
}
