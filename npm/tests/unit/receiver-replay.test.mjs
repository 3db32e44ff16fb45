// The replay guard of a receiver: what a store answers, or fails to, and what becomes of the request.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { MemoryStore } from "hookseal/replay/memory";
import { SECRET, failing, forged, never, receiverOf, signed, storeOf } from "./receiving.mjs";

const body = '{"event":"job.completed"}';
const digest = createHash("sha256").update(body).digest("hex");
const guarded = (store, handler, { replay, ...options } = {}) => {
  return receiverOf({ replay: { store, ...replay }, ...options }, handler);
};
const answerOf = ({ status, text, headers }) => [status, text, headers.get("retry-after")];

test("a claim is made with the digest of what was signed, and completed after the handler", async () => {
  const seen = [];
  const store = storeOf({
    claim: async (key, request) => (seen.push([key, request]), { state: "claimed", attempt: 3, digest }),
  });
  const handler = (delivery, { claim }) => {
    const [[key, { token }]] = seen;
    assert.deepEqual([claim.key, claim.token, claim.attempt], [key, token, 3]);
    assert.equal(key, delivery.dedupeKey);
    assert.deepEqual(store.calls, ["claim"]);
  };
  const { send, codes } = guarded(store, handler);
  assert.deepEqual(answerOf(await send(signed(body))), [200, "", null]);
  assert.deepEqual([store.calls, codes()], [["claim", "complete"], []]);
  const [, { token, ...rest }] = seen[0];
  assert.match(token, /^[0-9a-f]{32}$/);
  // Of generation 1, whose six attempts take 14 h 36 min: a day.
  assert.deepEqual(rest, { digest, lease: 60, ttl: 86400 });
  await send(signed(body));
  assert.notEqual(seen[1][1].token, token);
});

test("threat 72: how long a delivery is remembered", async () => {
  for (const [options, ttl] of [
    [{ replay: { ttl: 7200 } }, 7200],
    [{ tolerance: 86400 }, 2 * 86400 + 1],
    [{ tolerance: 86400, replay: { ttl: 200000 } }, 200000],
  ]) {
    let asked;
    const store = storeOf({
      claim: async (_, request) => ((asked = request.ttl), { state: "claimed", attempt: 1, digest }),
    });
    await guarded(store, undefined, options).send(signed(body));
    assert.equal(asked, ttl);
  }
});

test("threat 71: a forged request claims nothing", async () => {
  const store = storeOf();
  const { send } = guarded(store, () => assert.fail("the handler was called"));
  assert.equal((await send(forged())).status, 401);
  assert.deepEqual(store.calls, []);
  const allowed = guarded(store, () => {}, { allowRefused: true });
  assert.equal((await allowed.send(forged())).status, 200);
  assert.deepEqual(store.calls, []);
});

test("threat 90: a delivery that was handled is answered with 200, and told", async () => {
  const told = [];
  const store = storeOf({ claim: async () => ({ state: "done", digest }) });
  const options = { onDuplicate: (duplicate, context) => told.push([duplicate, context]) };
  const { send, log } = guarded(store, () => assert.fail("the handler was called"), options);
  assert.deepEqual(answerOf(await send(signed(body))), [200, "", null]);
  assert.deepEqual(
    log.map(({ level, code, id }) => [level, code, id]),
    [["info", "duplicate", "dlv_1"]],
  );
  const [[{ delivery, ...facts }, context]] = told;
  assert.deepEqual(facts, { state: "done", samePayload: true, retryAfter: null });
  assert.deepEqual([delivery.id, context.args], ["dlv_1", []]);
  assert.deepEqual(store.calls, ["claim"]);
});

test("a delivery that is in flight is asked for again: 409, or 503 where a 4xx ends the attempts", async () => {
  for (const [retryAfter, header] of [
    [0.2, "1"],
    [1, "1"],
    [29.1, "30"],
    [-1, "1"],
  ]) {
    const store = storeOf({ claim: async () => ({ state: "in_flight", retryAfter, digest }) });
    const { send, codes } = guarded(store, () => assert.fail("the handler was called"));
    assert.deepEqual(answerOf(await send(signed(body))), [409, "unavailable\n", header]);
    assert.deepEqual(codes(), ["in_flight"]);
  }
  const store = storeOf({ claim: async () => ({ state: "in_flight", retryAfter: 9, digest }) });
  const options = { header: "x-token", secret: SECRET };
  const { send } = receiverOf({ replay: store, ...options }, undefined, "assemblyai");
  const request = new Request("http://x.example", {
    method: "POST",
    body: '{"transcript_id":"t"}',
    headers: { "x-token": SECRET },
  });
  assert.deepEqual(answerOf(await send(request)), [503, "unavailable\n", "9"]);
  const scheme = { name: "acme", token: { header: "x-token" } };
  const own = receiverOf({ replay: store }, undefined, scheme);
  const again = new Request("http://x.example", { method: "POST", body: "{}", headers: { "x-token": SECRET } });
  assert.deepEqual(answerOf(await own.send(again)), [503, "unavailable\n", "9"]);
});

test("another payload under the same key is reported", async () => {
  const other = createHash("sha256").update("another").digest("hex");
  for (const state of ["claimed", "done", "in_flight"]) {
    const told = [];
    const store = storeOf({ claim: async () => ({ state, attempt: 2, retryAfter: 9, digest: other }) });
    const { send, log } = guarded(store, undefined, { onDuplicate: ({ samePayload }) => told.push(samePayload) });
    await send(signed(body));
    assert.deepEqual([log[0].level, log[0].code], ["warning", "payload_changed"]);
    assert.deepEqual(told, state === "claimed" ? [] : [false]);
  }
});

test("threat 78: a store that is down, or says nothing, is answered with 503 in its time", async () => {
  const answers = {
    rejects: failing,
    throws: () => {
      throw new TypeError("redis://user:hunter2@db");
    },
    "never answers": never,
    "answers nothing": async () => undefined,
    "answers something else": async () => ({ state: "maybe", digest }),
    "answers a text": async () => "claimed",
  };
  for (const [name, claim] of Object.entries(answers)) {
    const store = storeOf({ claim });
    const { send, log } = guarded(store, () => assert.fail("the handler was called"), { replay: { timeout: 0.05 } });
    assert.deepEqual(answerOf(await send(signed(body))), [503, "unavailable\n", "5"], name);
    assert.deepEqual([log.length, log[0].level, log[0].code], [1, "error", "store_unavailable"], name);
    assert.ok(!JSON.stringify(log).includes("hunter2"), name);
    assert.deepEqual(store.calls, ["claim"], name);
  }
});

test("a claim that comes too late is given back", async () => {
  let answer;
  const store = storeOf({ claim: () => new Promise((resolve) => (answer = resolve)) });
  const { send } = guarded(store, () => assert.fail("the handler was called"), { replay: { timeout: 0.05 } });
  assert.equal((await send(signed(body))).status, 503);
  assert.deepEqual(store.calls, ["claim"]);
  answer({ state: "claimed", attempt: 1, digest });
  await new Promise(setImmediate);
  assert.deepEqual(store.calls, ["claim", "release"]);
});

test("threat 77: a handler that throws, rejects, or answers anything but 2xx releases", async () => {
  for (const [handler, status] of [
    [
      () => {
        throw new Error("no");
      },
      500,
    ],
    [
      async () => {
        throw new Error("no");
      },
      500,
    ],
    [() => new Response(null, { status: 500 }), 500],
    [() => new Response(null, { status: 404 }), 404],
    [() => Response.redirect("http://x.example", 302), 302],
  ]) {
    const store = storeOf();
    assert.equal((await guarded(store, handler).send(signed(body))).status, status);
    assert.deepEqual(store.calls, ["claim", "release"]);
  }
  for (const status of [200, 202, 204, 299]) {
    const store = storeOf();
    assert.equal((await guarded(store, () => new Response(null, { status })).send(signed(body))).status, status);
    assert.deepEqual(store.calls, ["claim", "complete"]);
  }
});

test("a handler that takes too long is told, its claim released, the answer 503; what it does later is ignored", async () => {
  for (const late of [
    () => new Response("late"),
    () => {
      throw new Error("late");
    },
  ]) {
    const store = storeOf();
    let told;
    const handler = async (_, context) => {
      // A spread keeps it.
      const { signal } = { ...context };
      await new Promise((resolve) => {
        signal.addEventListener("abort", () => resolve((told = store.calls.join())));
      });
      return late();
    };
    const { send, codes } = guarded(store, handler, { replay: { handlerTimeout: 0.05 } });
    assert.deepEqual(answerOf(await send(signed(body))), [503, "unavailable\n", "5"]);
    await new Promise(setImmediate);
    assert.deepEqual([told, store.calls, codes()], ["claim", ["claim", "release"], ["handler_timeout"]]);
  }
});

test("threat 76: a claim that was lost is logged, and the answer stands", async () => {
  const { send, log } = guarded(storeOf({ complete: async () => false }), () => new Response("made", { status: 201 }));
  assert.deepEqual(answerOf(await send(signed(body))), [201, "made", null]);
  assert.deepEqual(
    log.map(({ level, code }) => [level, code]),
    [["error", "claim_lost"]],
  );
});

test("the work is done: a completion that fails is tried once more, and the answer stands", async () => {
  let tries = 0;
  const store = storeOf({ complete: () => (tries++ ? Promise.resolve(true) : failing()) });
  const first = guarded(store);
  assert.equal((await first.send(signed(body))).status, 200);
  assert.deepEqual([store.calls, first.codes()], [["claim", "complete", "complete"], []]);
  for (const complete of [failing, never]) {
    const store = storeOf({ complete });
    const { send, log } = guarded(store, undefined, { replay: { timeout: 0.25 } });
    assert.equal((await send(signed(body))).status, 200);
    assert.deepEqual(
      log.map(({ level, code }) => [level, code]),
      [["error", "store_unavailable"]],
    );
    assert.equal(store.calls.length, complete === never ? 2 : 3);
  }
});

test("a release that fails is logged, and the answer stands", async () => {
  for (const release of [failing, never]) {
    const { send, codes } = guarded(storeOf({ release }), () => new Response(null, { status: 500 }), {
      replay: { timeout: 0.05 },
    });
    assert.equal((await send(signed(body))).status, 500);
    assert.deepEqual(codes(), ["store_unavailable"]);
  }
});

test("a handler completes its claim in a transaction of its own", async () => {
  const clients = [];
  const store = storeOf({ complete: async (key, token, ttl, client) => (clients.push(client), true) });
  assert.equal((await guarded(store, (_, { claim }) => claim.complete("client")).send(signed(body))).status, 200);
  assert.deepEqual([store.calls, clients], [["claim", "complete"], ["client"]]);
  let thrown;
  const lost = storeOf({ complete: async () => false });
  const { send } = guarded(lost, (_, { claim }) =>
    claim.complete().catch((error) => {
      throw (thrown = error);
    }),
  );
  assert.equal((await send(signed(body))).status, 500);
  assert.deepEqual([thrown.code, lost.calls], ["claim_lost", ["claim", "complete", "release"]]);
});

test("onDuplicate may fail, and changes no answer", async () => {
  for (const onDuplicate of [
    () => {
      throw new Error("no hook");
    },
    async () => failing(),
  ]) {
    const { send, codes } = guarded(storeOf({ claim: async () => ({ state: "done", digest }) }), undefined, {
      onDuplicate,
    });
    assert.equal((await send(signed(body))).status, 200);
    assert.deepEqual(codes(), ["duplicate", "hook_failed"]);
  }
});

test("threat 74: of parallel attempts one is handled", async () => {
  let calls = 0;
  let end;
  const others = new Promise((resolve) => (end = resolve));
  // It ends when every other attempt has its answer.
  const { send } = receiverOf({ replay: new MemoryStore() }, () => ((calls += 1), others));
  const statuses = [];
  const attempt = async () => {
    statuses.push((await send(signed(body))).status);
    if (statuses.length === 31) end();
  };
  await Promise.all(Array.from({ length: 32 }, attempt));
  assert.deepEqual([calls, statuses], [1, [...Array(31).fill(409), 200]]);
  // Threats 69 and 73: neither another id nor a new time makes it another delivery.
  assert.equal((await send(signed(body, { id: "dlv_2" }))).status, 200);
  assert.equal(calls, 1);
});

test("threat 138: functions that are replaced later are not asked", async () => {
  const store = storeOf({ claim: async (_, request) => ({ state: "claimed", attempt: 1, digest: request.digest }) });
  let seen;
  const { send } = guarded({ ...store, claim: async (key, request) => ((seen = request), store.claim(key, request)) });
  await send(signed(body));
  const { subtle } = globalThis.crypto;
  const replaced = { digest: async () => new ArrayBuffer(32) };
  Object.assign(subtle, replaced);
  globalThis.crypto.getRandomValues = (bytes) => bytes.fill(0);
  try {
    assert.equal((await send(signed(body))).status, 200);
    assert.equal((await send(forged(body))).status, 401);
  } finally {
    delete subtle.digest;
    delete globalThis.crypto.getRandomValues;
  }
  assert.equal(seen.digest, digest);
  assert.notEqual(seen.token, "0".repeat(32));
});

test("threat 84: two endpoints of one name and one store are told apart by nobody, so it is said, once", async () => {
  const store = new MemoryStore();
  const one = guarded(store, () => {});
  const other = guarded(store, () => {}, { secret: SECRET });
  const named = guarded(store, () => {}, { name: "other" });
  for (const { send } of [one, other, one, other, named]) await send(signed(body));
  assert.deepEqual(one.codes(), ["duplicate"]);
  assert.deepEqual(other.codes(), ["name_shared", "duplicate", "duplicate"]);
  assert.deepEqual(named.codes(), []);
});

test("a store that cannot join a transaction completes in none", async () => {
  const store = new MemoryStore();
  let fails = true;
  const { send } = guarded(store, async (_, { claim }) => {
    if (fails) await claim.complete("a client");
  });
  assert.equal((await send(signed(body))).status, 500);
  fails = false;
  assert.equal((await send(signed(body))).status, 200);
  await assert.rejects(store.complete("key", "token", 1, "a client"), { code: "invalid_option" });
});

test("a store that wraps another one in a member named `store` is asked itself", async () => {
  const calls = [];
  class Counting {
    store = new MemoryStore();
    claim = (...given) => (calls.push("claim"), this.store.claim(...given));
    complete = (...given) => (calls.push("complete"), this.store.complete(...given));
    release = (...given) => this.store.release(...given);
  }
  const { send } = guarded(new Counting(), () => {});
  assert.equal((await send(signed(body))).status, 200);
  assert.deepEqual(calls, ["claim", "complete"]);
});
