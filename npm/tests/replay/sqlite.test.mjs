// The store in SQLite: both clients, the caller's transaction, a busy file, and a database that is not as it should be.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, test } from "node:test";
import Database from "better-sqlite3";
import { replayContract } from "hookseal/replay/contract";
import { SqliteStore } from "hookseal/replay/sqlite";
import { freshKey, REQUEST as request } from "./keys.mjs";
import { open } from "./stores.mjs";

const AT_A_TIME = { concurrency: true };

const folder = await mkdtemp(join(tmpdir(), "hookseal-sqlite-"));
after(() => rm(folder, { recursive: true }));

for (const [name, Client] of [["node:sqlite", DatabaseSync], ["better-sqlite3", Database]]) {
  describe(name, () => {
    const path = join(folder, `${Client.name}.db`);
    let opened, store, other;
    before(async () => {
      opened = await open[name](path, 50);
      store = opened.store;
      other = new Client(path);
    });
    after(() => {
      other.close();
      opened.close();
    });

    // threat 88
    test("without its table every step rejects", async () => {
      for (const step of steps(store)) await assert.rejects(step, /no such table/);
    });

    test("the table is made once", async () => {
      await store.migrate();
      await store.migrate();
      other.exec(SqliteStore.schema);
    });

    describe("the contract", AT_A_TIME, () => void replayContract(() => store, { test }));

    test("a completion in the caller's transaction is done once that commits", async () => {
      const key = freshKey();
      await store.claim(key, request);
      other.exec("BEGIN");
      assert.ok(await store.complete(key, "owner", 60, other));
      await assert.rejects(store.claim(key, request), /database is locked/);
      other.exec("COMMIT");
      assert.equal((await store.claim(key, request)).state, "done");
    });

    test("a completion in a transaction that is rolled back never was", async () => {
      const key = freshKey();
      await store.claim(key, request);
      other.exec("BEGIN");
      assert.ok(await store.complete(key, "owner", 60, other));
      other.exec("ROLLBACK");
      assert.equal((await store.claim(key, request)).state, "in_flight");
      assert.ok(await store.release(key, "owner"));
      assert.equal((await store.claim(key, request)).attempt, 2);
    });

    // threat 76
    test("a late owner learns it inside its transaction", async () => {
      const key = freshKey();
      await store.claim(key, { ...request, lease: 0.001 });
      await taken(store, key);
      other.exec("BEGIN");
      assert.equal(await store.complete(key, "owner", 60, other), false);
      other.exec("COMMIT");
      assert.ok(await store.complete(key, "next", 60));
    });

    test("a connection inside a transaction takes no step that could be rolled back unseen", async () => {
      const key = freshKey();
      await store.claim(key, request);
      opened.client.exec("BEGIN");
      const message = "the connection of SqliteStore is inside a transaction";
      for (const step of steps(store, key)) await assert.rejects(step, { message });
      assert.ok(await store.complete(key, "owner", 60, opened.client));
      opened.client.exec("COMMIT");
      assert.equal((await store.claim(key, request)).state, "done");
    });

    // threats 78, 88
    test("a file that another connection writes rejects every step in time, and then works again", async () => {
      const key = freshKey();
      other.exec("BEGIN IMMEDIATE");
      for (const step of steps(store, key)) await assert.rejects(step, /database is locked/);
      other.exec("COMMIT");
      assert.equal((await store.claim(key, request)).state, "claimed");
    });

    // threat 78
    test("a file that may only be read, and a closed one, reject every step", async () => {
      const settings = Client === Database ? { readonly: true } : { readOnly: true };
      const database = new Client(path, settings);
      const reader = new SqliteStore(database);
      for (const step of steps(reader)) await assert.rejects(step, /readonly/);
      database.close();
      for (const step of steps(reader)) await assert.rejects(step, /not open/);
    });

    // threat 85
    for (const key of ["'; DROP TABLE hookseal_deliveries; --", "?1", "%", "a\0b", "é☃", "x".repeat(1e6)]) {
      test(`${JSON.stringify(key.slice(0, 40))} is a key like any other`, async () => {
        const unique = freshKey() + key;
        assert.equal((await store.claim(unique, { ...request, digest: key, token: key })).state, "claimed");
        assert.equal((await store.claim(`${unique}x`, request)).state, "claimed");
        assert.equal((await store.claim(unique, request)).digest, key);
        assert.ok(await store.complete(unique, key, 60));
      });
    }

    // threat 88
    test("sweep deletes what has expired, never anything live", async () => {
      const [claimed, released, done, over] = [freshKey(), freshKey(), freshKey(), freshKey()];
      for (const key of [claimed, released, done, over]) await store.claim(key, { ...request, lease: 0.001 });
      await store.release(released, "owner");
      await store.complete(done, "owner", 60);
      await store.complete(over, "owner", -1);
      await store.sweep();
      const kept = other.prepare("SELECT key FROM hookseal_deliveries WHERE key IN (?, ?, ?, ?)");
      const keys = kept.all(claimed, released, done, over).map(({ key }) => key);
      assert.deepEqual(keys.sort(), [claimed, released, done].sort());
    });

    // threat 88
    test("a table without its primary key rejects every claim", async () => {
      const database = new Client(":memory:");
      database.exec(SqliteStore.schema.replace("PRIMARY KEY", "").replace("WITHOUT ROWID", ""));
      await assert.rejects(new SqliteStore(database).claim(freshKey(), request), /ON CONFLICT/);
      database.close();
    });
  });
}

test("integers that come as bigints are read all the same", async () => {
  const database = new DatabaseSync(":memory:", { readBigInts: true });
  const store = new SqliteStore(database);
  await store.migrate();
  await replayContract(() => store);
});

test("a client that gives no row is an error, not a claim", async () => {
  for (const row of [{}, { attempt: null }, [], () => {}]) {
    const store = new SqliteStore({ exec() {}, prepare: () => ({ get: () => row }) });
    await assert.rejects(store.claim(freshKey(), request), { message: /^the database client gave no number as / });
  }
});

function steps(store, key = freshKey()) {
  return [() => store.claim(key, request), () => store.complete(key, "owner", 60), () => store.release(key, "owner")];
}

/** Claims as `next` as soon as the lease of another has ended. */
async function taken(store, key) {
  while ((await store.claim(key, { ...request, token: "next" })).state !== "claimed");
}
