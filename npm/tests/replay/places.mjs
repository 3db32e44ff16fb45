// A place for each client's store: a server's address or the path of a file.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeDatabase, redisUrl } from "./servers.mjs";

/** The places by the client's name, as `open` of stores.mjs has them, and how to remove what was made for them. */
export async function makePlaces() {
  const folder = await mkdtemp(join(tmpdir(), "hookseal-places-"));
  const database = await makeDatabase();
  const places = {
    redis: redisUrl,
    ioredis: redisUrl,
    pg: database.url,
    postgres: database.url,
    "node:sqlite": join(folder, "node.db"),
    "better-sqlite3": join(folder, "better.db"),
  };
  const remove = async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  };
  return { places, remove };
}
