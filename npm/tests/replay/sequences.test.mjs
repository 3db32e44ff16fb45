// The sequences of the model on the stores of Node; those of Cloudflare are in cloudflare.test.mjs.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { MemoryStore } from "hookseal/replay/memory";
import { makePlaces } from "./places.mjs";
import { runSequences } from "./sequences.mjs";
import { open } from "./stores.mjs";

const { places, remove } = await makePlaces();
after(remove);

describe("all at a time", { concurrency: true }, () => {
  for (const [client, at] of Object.entries(places)) {
    test(client, async () => {
      const { store, close } = await open[client](at);
      await store.migrate?.();
      check(await runSequences(store));
      await close();
    });
  }
});

test("memory", async () => {
  let time = 1_790_000_000;
  const advance = (seconds) => void (time += seconds);
  check(await runSequences(new MemoryStore({ now: () => time }), advance));
});

test("a store with another answer differs", async () => {
  const store = new MemoryStore();
  const good = store.release.bind(store);
  store.release = async (key, token) => !(await good(key, token));
  const { differences } = await runSequences(store);
  assert.match(differences[0], /^sequence \d+, \["release","\w+",(true|false)\]: (true|false)$/);
});

function check({ compared, differences }) {
  assert.ok(compared > 0);
  assert.deepEqual(differences, []);
}
