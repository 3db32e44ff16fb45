// The store in PostgreSQL: both clients, the caller's transaction, locks, and a database that is not as it should be.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import pg from "pg";
import { replayContract } from "hookseal/replay/contract";
import { PostgresStore } from "hookseal/replay/postgres";
import { freshKey, REQUEST as request } from "./keys.mjs";
import { freePort, makeDatabase } from "./servers.mjs";
import { open } from "./stores.mjs";

const AT_A_TIME = { concurrency: true };

const database = await makeDatabase();
const { client: pool, close } = await open.pg(database.url);
const store = new PostgresStore(pool);
after(async () => {
  await close();
  await database.drop();
});

// threat 88
test("without its table every step rejects", async () => {
  for (const step of steps(store)) await assert.rejects(step, { code: "42P01" });
});

test("several processes make the table at the same time, and once it is there nothing happens", async () => {
  await Promise.all(Array.from({ length: 8 }, () => store.migrate()));
  await store.migrate();
  await pool.query(PostgresStore.schema);
  const { rows } = await pool.query("SELECT count(*)::int AS count FROM hookseal_deliveries");
  assert.deepEqual(rows, [{ count: 0 }]);
});

for (const name of ["pg", "postgres"]) {
  describe(name, () => {
    let opened;
    before(async () => (opened = await open[name](database.url)));
    after(() => opened.close());

    describe("the contract", AT_A_TIME, () => void replayContract(() => opened.store, { test }));

    test("a completion in the caller's transaction is done once that commits", async () => {
      const key = freshKey();
      await opened.store.claim(key, request);
      await transaction(opened.client, async (inside) => {
        assert.ok(await opened.store.complete(key, "owner", 60, inside));
      });
      assert.equal((await store.claim(key, request)).state, "done");
    });

    test("a completion in a transaction that is rolled back never was", async () => {
      const key = freshKey();
      await opened.store.claim(key, request);
      const rollback = transaction(opened.client, async (inside) => {
        assert.ok(await opened.store.complete(key, "owner", 60, inside));
        throw new Error("the handler failed");
      });
      await assert.rejects(rollback, { message: "the handler failed" });
      assert.equal((await store.claim(key, request)).state, "in_flight");
      assert.ok(await store.release(key, "owner"));
      assert.equal((await store.claim(key, request)).attempt, 2);
    });

    // threat 76
    test("a late owner learns it inside its transaction", async () => {
      const key = freshKey();
      await opened.store.claim(key, { ...request, lease: 0.001 });
      await taken(key);
      await transaction(opened.client, async (inside) => {
        assert.equal(await opened.store.complete(key, "owner", 60, inside), false);
      });
      assert.ok(await store.complete(key, "next", 60));
    });

    // threat 85
    for (const key of ["'; DROP TABLE hookseal_deliveries; --", "$1", "%", "\\", "é☃", "x".repeat(2000)]) {
      test(`${JSON.stringify(key.slice(0, 40))} is a key like any other`, async () => {
        const unique = freshKey() + key;
        assert.equal((await opened.store.claim(unique, { ...request, digest: key, token: key })).state, "claimed");
        assert.equal((await opened.store.claim(`${unique}x`, request)).state, "claimed");
        assert.equal((await opened.store.claim(unique, request)).digest, key);
        assert.ok(await opened.store.complete(unique, key, 60));
      });
    }

    test("a key with a NUL, which PostgreSQL does not store, rejects", async () => {
      await assert.rejects(opened.store.claim("a\0b", request));
    });

    // threat 78
    test("a server that is away rejects every step", async () => {
      const away = await open[name](`postgres://postgres@127.0.0.1:${await freePort()}/postgres`);
      for (const step of steps(away.store)) await assert.rejects(step, { code: "ECONNREFUSED" });
      await away.close();
    });
  });
}

describe("one pg Client", () => {
  const client = new pg.Client({ connectionString: database.url });
  before(() => client.connect());
  after(() => client.end());
  describe("the contract", AT_A_TIME, () => void replayContract(() => new PostgresStore(client), { test }));
});

test("a claim waits for the transaction that completes, and then finds it done", async () => {
  const [key, client] = [freshKey(), await pool.connect()];
  await store.claim(key, { ...request, lease: 0.001 });
  await client.query("BEGIN");
  assert.ok(await store.complete(key, "owner", 60, client));
  const claim = store.claim(key, request);
  await waiting(1);
  await client.query("COMMIT");
  client.release();
  assert.equal((await claim).state, "done");
});

test("of claims that wait for a transaction one wins if that is rolled back", async () => {
  const [key, client] = [freshKey(), await pool.connect()];
  await store.claim(key, { ...request, lease: 0.001 });
  await client.query("BEGIN");
  await store.complete(key, "owner", 60, client);
  const claims = ["a", "b", "c"].map((token) => store.claim(key, { ...request, token }));
  await waiting(3);
  await client.query("ROLLBACK");
  client.release();
  const states = (await Promise.all(claims)).map(({ state }) => state);
  assert.deepEqual(states.sort(), ["claimed", "in_flight", "in_flight"]);
});

// threat 88
test("a claim that waits longer than lock_timeout rejects, and has claimed nothing", async () => {
  const [key, client] = [freshKey(), await pool.connect()];
  const hasty = new pg.Pool({ connectionString: database.url, lock_timeout: 50 });
  await store.claim(key, request);
  await client.query("BEGIN");
  await store.complete(key, "owner", 60, client);
  await assert.rejects(new PostgresStore(hasty).claim(key, { ...request, token: "hasty" }), { code: "55P03" });
  await client.query("ROLLBACK");
  client.release();
  await hasty.end();
  assert.equal(await store.complete(key, "hasty", 60), false);
  assert.ok(await store.complete(key, "owner", 60));
});

// threat 78
test("a connection that is ended while a claim waits rejects it", async () => {
  const [key, client] = [freshKey(), await pool.connect()];
  await store.claim(key, request);
  await client.query("BEGIN");
  await store.complete(key, "owner", 60, client);
  const rejected = assert.rejects(store.claim(key, { ...request, token: "cut" }));
  for (const pid of await waiting(1)) await client.query("SELECT pg_terminate_backend($1)", [pid]);
  await rejected;
  await client.query("COMMIT");
  client.release();
  assert.equal((await store.claim(key, request)).state, "done");
});

// threat 88
for (const level of ["repeatable read", "serializable"]) {
  test(`of parallel claims at isolation level ${level} exactly one wins`, async () => {
    const options = `-c default_transaction_isolation=${level.replace(" ", "\\ ")}`;
    const strict = new pg.Pool({ connectionString: database.url, options });
    const strictly = new PostgresStore(strict);
    for (let round = 0; round < 10; round++) {
      const key = freshKey();
      const claim = (_, index) => strictly.claim(key, { ...request, token: `racer ${index}` });
      const found = await Promise.allSettled(Array.from({ length: 64 }, claim));
      assert.equal(found.filter(({ value }) => value?.state === "claimed").length, 1);
      // The others are told to wait, or cannot be serialised.
      for (const { value, reason } of found) assert.ok(value !== undefined || reason.code === "40001");
    }
    await strict.end();
  });
}

// threat 78
test("a database that may only be read rejects every claim", async () => {
  const reader = new pg.Pool({ connectionString: database.url, options: "-c default_transaction_read_only=on" });
  for (const step of steps(new PostgresStore(reader))) await assert.rejects(step, { code: "25006" });
  await reader.end();
});

// threat 88
test("sweep deletes what has expired, never anything live", async () => {
  const [claimed, released, done, over] = [freshKey(), freshKey(), freshKey(), freshKey()];
  for (const key of [claimed, released, done, over]) await store.claim(key, { ...request, lease: 0.001 });
  await store.release(released, "owner");
  await store.complete(done, "owner", 60);
  await store.complete(over, "owner", 0.001);
  await pool.query("SELECT pg_sleep(0.01)");
  await store.sweep();
  const keys = [claimed, released, done, over];
  const { rows } = await pool.query("SELECT key FROM hookseal_deliveries WHERE key = ANY($1)", [keys]);
  assert.deepEqual(rows.map(({ key }) => key).sort(), [claimed, released, done].sort());
});

// threat 87
test("the server's clock decides, not that of the worker", async (t) => {
  const key = freshKey();
  await store.claim(key, request);
  for (const minutes of [10, -10]) {
    const { now } = Date;
    t.mock.method(Date, "now", () => now() + minutes * 60_000);
    assert.equal((await store.claim(key, request)).state, "in_flight");
    t.mock.reset();
  }
});

// threat 88
test("a table without its primary key rejects every claim", async () => {
  await pool.query("ALTER TABLE hookseal_deliveries DROP CONSTRAINT hookseal_deliveries_pkey");
  await assert.rejects(store.claim(freshKey(), request), { code: "42P10" });
  await pool.query("DELETE FROM hookseal_deliveries; ALTER TABLE hookseal_deliveries ADD PRIMARY KEY (key)");
});

test("a client that gives no rows is an error, not a claim", async () => {
  for (const rows of [[{}], [{ attempt: null }], [[1]], ["1"]]) {
    const strange = new PostgresStore({ connect() {}, query: async () => ({ rows }) });
    const message = "the database client gave no number as attempt";
    await assert.rejects(strange.claim(freshKey(), request), { message });
    await assert.rejects(strange.complete(freshKey(), "owner", 60));
  }
});

function steps(store) {
  const key = freshKey();
  return [() => store.claim(key, request), () => store.complete(key, "owner", 60), () => store.release(key, "owner")];
}

/** Runs `act` between BEGIN and COMMIT, or ROLLBACK if it throws. */
async function transaction(client, act) {
  if (typeof client === "function") return client.begin(act);
  const inside = await client.connect();
  try {
    await inside.query("BEGIN");
    await act(inside);
    await inside.query("COMMIT");
  } catch (error) {
    await inside.query("ROLLBACK");
    throw error;
  } finally {
    inside.release();
  }
}

/** Claims as `next` as soon as the lease of another has ended. */
async function taken(key) {
  while ((await store.claim(key, { ...request, token: "next" })).state !== "claimed");
}

/** Waits until so many sessions of this database wait for a lock; gives their process ids. */
async function waiting(count) {
  const text = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  for (;;) {
    const { rows } = await pool.query(text);
    if (rows.length >= count) return rows.map(({ pid }) => pid);
  }
}
