// Receivers with a store: of a delivery's parallel attempts one is handled, and a forged one leaves nothing.

import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { after, before, describe, test } from "node:test";
import { MemoryStore } from "hookseal/replay/memory";
import { webhook } from "hookseal/web";
import { SECRET, freshDelivery } from "./deliveries.mjs";
import { makePlaces } from "./places.mjs";
import { open } from "./stores.mjs";

const ROUNDS = 50;
const FORGED = 10_000;
const { places, remove } = await makePlaces();
after(remove);

for (const [client, at] of Object.entries(places)) {
  describe(client, () => {
    let processes;
    before(async () => {
      const { store, close } = await open[client](at);
      await store.migrate?.();
      await close();
      processes = await Promise.all(Array.from({ length: 4 }, () => start(client, at)));
    });
    after(() => processes.forEach((process) => process.disconnect()));

    // threat 74
    test(`of 64 attempts at 4 receivers one is handled, ${ROUNDS} times`, async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const delivery = freshDelivery();
        const answers = await Promise.all(processes.map((process) => ask(process, { delivery, count: 16 })));
        assert.equal(answers.reduce((sum, { runs }) => sum + runs, 0), 1);
        const statuses = answers.flatMap((answer) => answer.statuses);
        assert.equal(statuses.length, 64);
        assert.deepEqual(statuses.filter((status) => status !== 200 && status !== 409), []);
        const repeated = await Promise.all(processes.map((process) => ask(process, { delivery, count: 1 })));
        assert.deepEqual(repeated, Array(4).fill({ runs: 0, statuses: [200] }));
      }
    });
  });
}

// threat 71
describe(`${FORGED} forged attempts, some with the id of a delivery that is still to come`, () => {
  const coming = freshDelivery();
  const { "x-transcodely-signature": signature, "x-transcodely-timestamp": at } = coming.headers;
  const forgeries = [
    { "x-transcodely-signature": `sha256=${"0".repeat(64)}` },
    { "x-transcodely-signature": "" },
    { "x-transcodely-signature": `${signature}00` },
    { "x-transcodely-timestamp": String(at - 1) },
    { "x-transcodely-timestamp": String(at - 3600) },
  ].map((headers) => ({ ...coming, headers: { ...coming.headers, ...headers } }));

  for (const [name, make] of Object.entries(countable())) {
    for (const allowRefused of [false, true]) {
      test(`leave no key in ${name}${allowRefused ? ", also where the handler gets them" : ""}`, async () => {
        const { store, size, close } = await make();
        const handled = [];
        const options = { secret: SECRET, replay: store, allowRefused, log() {} };
        const receive = webhook("transcodely", options, (delivery) => void handled.push(delivery.refused ?? false));
        const statuses = new Set();
        for (let count = 0; count < FORGED; count++) {
          const { status } = await receive(new Request("http://hooks.example/", forgeries[count % forgeries.length]));
          statuses.add(status);
        }
        assert.deepEqual([...statuses], [allowRefused ? 200 : 401]);
        assert.equal(await size(), 0);
        assert.equal(handled.length, allowRefused ? FORGED : 0);
        assert.ok(!handled.includes(false));
        // Its turn comes, and it is kept: the count above counts.
        assert.equal((await receive(new Request("http://hooks.example/", coming))).status, 200);
        assert.equal(handled.at(-1), false);
        assert.equal(await size(), 1);
        await close();
      });
    }
  }
});

/** Stores of nobody else, and how many deliveries each keeps. */
function countable() {
  const inSqlite = async () => {
    const { store, client, close } = await open["better-sqlite3"](":memory:");
    await store.migrate();
    return { store, close, size: () => client.prepare("SELECT count(*) FROM hookseal_deliveries").pluck().get() };
  };
  const inMemory = async () => {
    const store = new MemoryStore();
    return { store, size: () => store.size, close() {} };
  };
  return { memory: inMemory, SQLite: inSqlite };
}

async function start(client, at) {
  const process = fork(new URL("receiver-process.mjs", import.meta.url), [client, at]);
  const [word] = await once(process, "message");
  assert.equal(word, "ready");
  return process;
}

async function ask(process, order) {
  process.send(order);
  return (await once(process, "message"))[0];
}
