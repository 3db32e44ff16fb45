// The store that a worker is started with, on a client as its documentation says to make it.

export const stores = {
  async memory() {
    const { MemoryStore } = await import("hookseal/replay/memory");
    return new MemoryStore();
  },
  async redis(url) {
    const [{ createClient }, { RedisStore }] = await both("redis", "redis");
    const client = createClient({ url, disableOfflineQueue: true });
    client.on("error", () => {});
    return new RedisStore(await client.connect());
  },
  async ioredis(url) {
    const [{ Redis }, { RedisStore }] = await both("ioredis", "redis");
    const client = new Redis(url, { enableOfflineQueue: false, lazyConnect: true });
    client.on("error", () => {});
    await client.connect();
    return new RedisStore(client);
  },
  async pg(connectionString) {
    const [{ default: pg }, { PostgresStore }] = await both("pg", "postgres");
    const client = new pg.Pool({ connectionString, max: 20 });
    client.on("error", () => {});
    return migrated(new PostgresStore(client));
  },
  async "postgres-js"(url) {
    const [{ default: postgres }, { PostgresStore }] = await both("postgres", "postgres");
    return migrated(new PostgresStore(postgres(url, { max: 20, onnotice() {} })));
  },
  async sqlite(path) {
    const [{ DatabaseSync }, { SqliteStore }] = await both("node:sqlite", "sqlite");
    const database = new DatabaseSync(path, { timeout: 1000 });
    database.exec("PRAGMA journal_mode = WAL");
    return migrated(new SqliteStore(database));
  },
};

function both(client, store) {
  return Promise.all([import(client), import(`hookseal/replay/${store}`)]);
}

async function migrated(store) {
  await store.migrate();
  return store;
}
