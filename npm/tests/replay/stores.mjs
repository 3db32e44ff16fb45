// Each store with each client that it takes, opened by the client's name.

import { DatabaseSync } from "node:sqlite";
import Database from "better-sqlite3";
import { Redis } from "ioredis";
import pg from "pg";
import postgres from "postgres";
import { createClient } from "redis";
import { PostgresStore } from "hookseal/replay/postgres";
import { RedisStore } from "hookseal/replay/redis";
import { SqliteStore } from "hookseal/replay/sqlite";

/** Opens a store at a URL or path; `client` is the client, of which `close` lets go. */
export const open = {
  async redis(url) {
    const client = createClient({ url, disableOfflineQueue: true });
    // Without a listener a lost connection would end the process.
    client.on("error", () => {});
    await client.connect();
    return { store: new RedisStore(client), client, close: () => client.destroy() };
  },
  async ioredis(url) {
    const client = new Redis(url, { enableOfflineQueue: false, lazyConnect: true });
    client.on("error", () => {});
    await client.connect();
    return { store: new RedisStore(client), client, close: () => client.disconnect() };
  },
  async pg(url) {
    const client = new pg.Pool({ connectionString: url });
    client.on("error", () => {});
    return { store: new PostgresStore(client), client, close: () => client.end() };
  },
  async postgres(url) {
    const client = postgres(url, { onnotice() {} });
    return { store: new PostgresStore(client), client, close: () => client.end() };
  },
  async "node:sqlite"(path, timeout = 5000) {
    const client = new DatabaseSync(path, { timeout });
    client.exec("PRAGMA journal_mode = WAL");
    return { store: new SqliteStore(client), client, close: () => client.close() };
  },
  async "better-sqlite3"(path, timeout = 5000) {
    const client = new Database(path, { timeout });
    client.exec("PRAGMA journal_mode = WAL");
    return { store: new SqliteStore(client), client, close: () => client.close() };
  },
};
