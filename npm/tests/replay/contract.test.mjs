// The contract finds a store that breaks it: each store here has one fault, and one rule that names it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ContractError, replayContract } from "hookseal/replay/contract";
import { MemoryStore } from "hookseal/replay/memory";

const FAULTS = {
  // threat 74
  "looks first and claims later": {
    rule: "of parallel claims of a free key exactly one wins",
    claim: async (store, key, request) => {
      const seen = store.seen.has(key);
      await null;
      store.seen.add(key);
      const result = await store.claim(key, request);
      return seen ? result : { state: "claimed", attempt: 1, digest: request.digest };
    },
  },
  "lets two take over an ended lease": {
    rule: "once a lease has ended exactly one of parallel claims takes over, and the late owner does nothing",
    claim: async (store, key, request) => {
      const result = await store.claim(key, request);
      return result.state === "in_flight" && request.token === "racer 63" && store.lapsed ? CLAIMED_AGAIN : result;
    },
  },
  // threat 75
  "never ends a lease": {
    rule: "once a lease has ended exactly one of parallel claims takes over, and the late owner does nothing",
    claim: (store, key, request) => store.claim(key, { ...request, lease: 60 }),
  },
  // threat 76
  "completes whoever asks": {
    rule: "another's token neither completes nor releases",
    complete: async (store, key, token, ttl) => {
      return (await store.complete(key, token, ttl)) || store.complete(key, "owner", ttl);
    },
  },
  "releases whoever asks": {
    rule: "another's token neither completes nor releases",
    release: async (store, key, token) => (await store.release(key, token)) || store.release(key, "owner"),
  },
  "acknowledges a completion that it did not make": {
    rule: "a key that nobody claimed is neither completed nor released",
    complete: async (store, key, token, ttl) => (await store.complete(key, token, ttl)) || true,
  },
  "takes a token for a pattern": {
    rule: "another's token neither completes nor releases",
    complete: (store, key, token, ttl) => store.complete(key, token === "*" ? "owner" : token, ttl),
  },
  // threat 77
  "keeps a key after its release": {
    rule: "a released key is claimed as the next attempt, and keeps its first digest",
    release: async () => true,
  },
  "tells the digest of the claim, not the one first seen": {
    rule: "a claimed key is in flight, for no longer than its lease, and keeps its first digest",
    claim: async (store, key, request) => ({ ...(await store.claim(key, request)), digest: request.digest }),
  },
  "counts no attempts": {
    rule: "a released key is claimed as the next attempt, and keeps its first digest",
    claim: async (store, key, request) => {
      const result = await store.claim(key, request);
      return result.state === "claimed" ? { ...result, attempt: 1 } : result;
    },
  },
  "tells the wait in milliseconds": {
    rule: "a claimed key is in flight, for no longer than its lease, and keeps its first digest",
    claim: async (store, key, request) => {
      const result = await store.claim(key, request);
      return result.state === "in_flight" ? { ...result, retryAfter: result.retryAfter * 1000 } : result;
    },
  },
  "lets the owner in twice": {
    rule: "the owner of a key does not claim it twice",
    claim: async (store, key, request) => {
      if (request.token === "owner") await store.release(key, "owner");
      return store.claim(key, request);
    },
  },
  "forgets what is done when the claim's time is over": {
    rule: "a done key is remembered for the time of its completion, not for that of its claim",
    complete: (store, key, token) => store.complete(key, token, 2),
  },
  "never forgets what is done": {
    rule: "a done key is free again once its time is over, with nothing of the past",
    complete: (store, key, token) => store.complete(key, token, 1000),
  },
  "cuts keys short": {
    rule: "keys that differ in one character are two keys",
    claim: (store, key, request) => store.claim(key.slice(0, 63), request),
    complete: (store, key, token, ttl) => store.complete(key.slice(0, 63), token, ttl),
    release: (store, key, token) => store.release(key.slice(0, 63), token),
  },
};
const CLAIMED_AGAIN = { state: "claimed", attempt: 2, digest: "1".repeat(64) };

for (const [fault, { rule, ...steps }] of Object.entries(FAULTS)) {
  test(`a store that ${fault}`, async () => {
    const { store, advance } = faulty(steps);
    await assert.rejects(replayContract(() => store, { advance }), (error) => {
      assert.ok(error instanceof ContractError);
      assert.equal(error.name, "AssertionError");
      assert.equal(error.rule, rule);
      assert.ok(error.message.startsWith(`${rule}: got `));
      return true;
    });
  });
}

test("what the store itself throws comes out as it is", async () => {
  const failure = new Error("no connection");
  const { store, advance } = faulty({ claim: () => Promise.reject(failure) });
  await assert.rejects(replayContract(() => store, { advance }), failure);
  await assert.rejects(replayContract(() => Promise.reject(failure)), failure);
});

test("the first rule is named, though all run at a time", async () => {
  const { store } = faulty({ claim: async () => ({ state: "done", digest: "" }) });
  await assert.rejects(replayContract(() => store), { rule: "a free key is claimed, as the first attempt" });
});

test("with `test` each check is handed over, and fails where it is run", async () => {
  const { store } = faulty({ complete: async () => false });
  const checks = new Map();
  const names = await replayContract(() => store, { test: (name, check) => checks.set(name, check) });
  assert.deepEqual([...checks.keys()], names);
  await checks.get("a free key is claimed, as the first attempt")();
  await assert.rejects(checks.get("a completed key is done, and keeps its first digest"), ContractError);
});

/** A good store with some steps exchanged; `seen` and `lapsed` are for their use. */
function faulty(steps) {
  let time = 1_790_000_000;
  const good = Object.assign(new MemoryStore({ now: () => time }), { seen: new Set(), lapsed: false });
  const step = (name) => (...parameters) => steps[name]?.(good, ...parameters) ?? good[name](...parameters);
  const advance = (seconds) => {
    time += seconds;
    good.lapsed = true;
  };
  return { store: { claim: step("claim"), complete: step("complete"), release: step("release") }, advance };
}
