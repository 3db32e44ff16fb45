// Several processes with one store: one of them claims, and its death frees the key (threats 74, 75).

import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { after, before, describe, test } from "node:test";
import { freshKey, REQUEST as request } from "./keys.mjs";
import { makePlaces } from "./places.mjs";
import { open } from "./stores.mjs";

const ROUNDS = 50;
const { places, remove } = await makePlaces();
after(remove);

for (const [client, at] of Object.entries(places)) {
  describe(client, () => {
    let opened, workers;
    before(async () => {
      opened = await open[client](at);
      await opened.store.migrate?.();
      workers = await Promise.all(Array.from({ length: 4 }, () => start(client, at)));
    });
    after(async () => {
      workers.forEach((worker) => worker.disconnect());
      await opened.close();
    });

    test(`of 64 claims by 4 processes exactly one wins, ${ROUNDS} times`, async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const order = { ...request, key: freshKey(), count: 16 };
        const states = (await Promise.all(workers.map((worker) => ask(worker, order)))).flat();
        assert.equal(states.filter((state) => state === "claimed").length, 1);
        assert.equal(states.filter((state) => state === "in_flight").length, 63);
      }
    });

    test("the key of a process that is killed is free once its lease has ended, not before", async () => {
      const key = freshKey();
      const worker = await start(client, at);
      assert.deepEqual(await ask(worker, { ...request, key, lease: 1, count: 1 }), ["claimed"]);
      worker.kill("SIGKILL");
      await once(worker, "exit");
      const found = await opened.store.claim(key, request);
      assert.equal(found.state, "in_flight");
      const death = Date.now();
      while ((await opened.store.claim(key, request)).state !== "claimed") await new Promise(setImmediate);
      assert.ok(Date.now() - death > found.retryAfter * 1000 - 50);
      assert.ok(await opened.store.complete(key, request.token, 60));
    });
  });
}

async function start(client, at) {
  const worker = fork(new URL("worker-process.mjs", import.meta.url), [client, at]);
  const [word] = await once(worker, "message");
  assert.equal(word, "ready");
  return worker;
}

async function ask(worker, order) {
  worker.send(order);
  return (await once(worker, "message"))[0];
}
