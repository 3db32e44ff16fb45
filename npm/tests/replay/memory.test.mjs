// The store in memory: bounded, and never at the cost of what it must remember.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { replayContract } from "hookseal/replay/contract";
import { MemoryStore } from "hookseal/replay/memory";
import { REQUEST as request } from "./keys.mjs";

const FULL = { message: "the memory store is full: all of its 3 deliveries are still to be remembered" };

describe("the contract", () => {
  const clock = makeClock();
  const store = new MemoryStore(clock);
  replayContract(() => store, { test, advance: clock.advance });
});

test("the contract holds by the clock of the system, too", async () => {
  const store = new MemoryStore();
  assert.ok((await replayContract(() => store)).length > 0);
});

// threat 83
test("a store full of claims refuses a new key and keeps each of them", async () => {
  const store = await filled(makeClock());
  for (const key of ["d", "e", "d"]) await assert.rejects(store.claim(key, request), FULL);
  for (const key of ["a", "b", "c"]) assert.equal((await store.claim(key, request)).state, "in_flight");
});

// threat 83
test("a store full of handled deliveries refuses a new key and forgets none of them", async () => {
  const store = await filled(makeClock());
  for (const key of ["a", "b", "c"]) assert.ok(await store.complete(key, "owner", 1000));
  await assert.rejects(store.claim("d", request), FULL);
  for (const key of ["a", "b", "c"]) assert.equal((await store.claim(key, request)).state, "done");
});

test("a claim whose lease has ended is taken over in a full store, but makes no room for another key", async () => {
  const clock = makeClock();
  const store = await filled(clock);
  clock.advance(request.lease);
  await assert.rejects(store.claim("d", request), FULL);
  assert.equal((await store.claim("a", request)).attempt, 2);
});

test("what has expired makes room, and nothing else goes", async () => {
  const clock = makeClock();
  const store = await filled(clock);
  await store.complete("b", "owner", 1000);
  clock.advance(request.ttl);
  assert.equal((await store.claim("d", request)).state, "claimed");
  assert.equal(store.size, 2);
  assert.equal((await store.claim("b", request)).state, "done");
});

test("a released key makes room", async () => {
  const store = await filled(makeClock());
  await store.release("b", "owner");
  assert.equal((await store.claim("d", request)).state, "claimed");
  await assert.rejects(store.claim("e", request), FULL);
  assert.equal((await store.claim("a", request)).state, "in_flight");
});

test("room is found again and again while a flood of keys comes and expires", async () => {
  const clock = makeClock();
  const store = new MemoryStore({ ...clock, capacity: 100 });
  for (let second = 0; second < 20_000; second++) {
    clock.advance(1);
    await store.claim(`key ${second}`, { ...request, ttl: 90 });
    assert.ok(store.size <= 100);
  }
});

test("sweep drops what has expired, never anything live", async () => {
  const clock = makeClock();
  const store = await filled(clock);
  await store.complete("a", "owner", 10);
  await store.complete("b", "owner", 1000);
  clock.advance(10);
  await store.sweep();
  assert.equal(store.size, 2);
  assert.equal((await store.claim("c", request)).state, "in_flight");
  clock.advance(990);
  await store.sweep();
  assert.equal(store.size, 0);
});

// threat 82
test("two stores, as in two processes, know nothing of each other", async () => {
  for (const store of [new MemoryStore(), new MemoryStore()]) {
    assert.equal((await store.claim("a", request)).state, "claimed");
  }
});

test("a name that every object has is a key like any other", async () => {
  const store = new MemoryStore();
  for (const key of ["__proto__", "constructor", "", "\0"]) {
    assert.equal((await store.claim(key, request)).state, "claimed");
    assert.equal((await store.claim(key, request)).state, "in_flight");
  }
});

for (const capacity of [0, -1, 1.5, NaN, Infinity, "10", null, 2 ** 53]) {
  test(`a capacity of ${JSON.stringify(capacity)} (${capacity}) is refused`, () => {
    assert.throws(() => new MemoryStore({ capacity }), { name: "WebhookConfigError", code: "invalid_option" });
  });
}

async function filled(clock) {
  const store = new MemoryStore({ ...clock, capacity: 3 });
  for (const key of ["a", "b", "c"]) await store.claim(key, request);
  return store;
}

function makeClock() {
  let time = 1_790_000_000;
  return { now: () => time, advance: (seconds) => void (time += seconds) };
}
