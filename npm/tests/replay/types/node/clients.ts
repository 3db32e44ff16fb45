// Each store takes the real types of its clients, and no other's.

import Database from "better-sqlite3";
import { MemoryStore } from "hookseal/replay/memory";
import { replayContract, type ContractOptions } from "hookseal/replay/contract";
import { PostgresStore } from "hookseal/replay/postgres";
import { RedisStore } from "hookseal/replay/redis";
import { SqliteStore } from "hookseal/replay/sqlite";
import { Cluster, Redis } from "ioredis";
import { test } from "node:test";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import postgres from "postgres";
import { createClient, createClientPool, createCluster } from "redis";

export const redis: RedisStore[] = [
  new RedisStore(createClient()),
  new RedisStore(createClientPool()),
  new RedisStore(createCluster({ rootNodes: [] })),
  new RedisStore(new Redis()),
  new RedisStore(new Cluster([])),
];

const pool = new pg.Pool();
const sql = postgres();
const store: PostgresStore = new PostgresStore(pool);
export const completed: boolean[] = [
  await new PostgresStore(new pg.Client()).complete("key", "token", 60, await pool.connect()),
  await new PostgresStore(sql).complete("key", "token", 60, await sql.reserve()),
  await sql.begin((inside) => store.complete("key", "token", 60, inside)),
];

const database = new DatabaseSync(":memory:");
await new SqliteStore(database).complete("key", "token", 60, database);
await new SqliteStore(new Database(":memory:")).sweep();

export const options: ContractOptions = { test, advance: (seconds) => seconds };
export const names: readonly string[] = await replayContract(() => new MemoryStore({ capacity: 10 }), { test });
await replayContract(async () => store);

// @ts-expect-error: a pool of pg is no client of Redis.
new RedisStore(pool);
// @ts-expect-error: and the other way round.
new PostgresStore(new Redis());
// @ts-expect-error: an address is no client.
new PostgresStore("postgres://127.0.0.1");
// @ts-expect-error: a pool has no statements of SQLite.
new SqliteStore(pool);
// @ts-expect-error: Redis joins no transaction.
await new RedisStore(new Redis()).complete("key", "token", 60, pool);
