// The replay store in Redis, or Valkey, through the caller's own client.

import { redis as scripts } from "./statements.js";
import type { ClaimRequest, ClaimResult, ReplayStore } from "./store.js";
import { hasMethods, refuseClient, wrongClient } from "./wrong-client.js";

/** What is used of a client of `redis` (node-redis): a client, a pool or a cluster. */
export interface NodeRedisClient {
  evalSha: unknown;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** What is used of a client of `ioredis`: a client or a cluster. */
export interface IoredisClient {
  defineCommand: unknown;
  eval(script: string, keys: number, ...rest: string[]): Promise<unknown>;
}

/**
 * Remembers deliveries in Redis 7 or newer, or in Valkey. Each step is one script, so it is atomic; the server's clock
 * decides. A key takes its place as `hookseal:` and 64 hex characters, and goes away by itself.
 *
 * ```ts
 * const client = await createClient({ url, disableOfflineQueue: true }).connect(); // of "redis"
 * const client = new Redis(url, { enableOfflineQueue: false }); // or of "ioredis"
 * const store = new RedisStore(client);
 * for (const warning of await store.check()) console.warn(warning);
 * ```
 *
 * Without its offline queue a client refuses at once while the server is away. With it the guard gives up first, and a
 * claim that is sent later holds the key until its lease ends.
 *
 * What it cannot promise: a fail-over to a replica, or a restart without `appendfsync always`, may forget the last
 * claims and completions, and then a delivery is handled again (threat 80). Where that must not be, use
 * `PostgresStore`. Never give it a client that reads from replicas.
 */
export class RedisStore implements ReplayStore {
  readonly #run: (script: string, key: string, ...rest: (string | number)[]) => Promise<unknown>;
  readonly #client: object;

  /** @throws {@link WebhookConfigError} `invalid_option` for anything but a client of `redis` or `ioredis`. */
  constructor(client: NodeRedisClient | IoredisClient) {
    this.#client = client;
    if (isNodeRedis(client)) {
      this.#run = (script, key, ...rest) => {
        return client.eval(script, { keys: [PREFIX + key], arguments: rest.map(String) });
      };
    } else if (isIoredis(client)) {
      this.#run = (script, key, ...rest) => client.eval(script, 1, PREFIX + key, ...rest.map(String));
    } else {
      throw wrongClient("RedisStore", client, "a client of `redis` (node-redis) or of `ioredis`");
    }
  }

  async claim(key: string, { digest, token, lease, ttl }: ClaimRequest): Promise<ClaimResult> {
    const answer = await this.#run(scripts.claim, key, digest, token, lease, ttl);
    // Buffers, for a client that is told to give those.
    const [state, attempt, seen, wait] = Array.isArray(answer) ? answer.map(String) : [];
    if (state === "claimed") return { state, attempt: Number(attempt), digest: String(seen) };
    if (state === "in_flight") return { state, retryAfter: Number(wait) / 1000, digest: String(seen) };
    if (state === "done") return { state, digest: String(seen) };
    throw new Error("the redis client gave no answer of the script");
  }

  async complete(key: string, token: string, ttl: number, client?: never): Promise<boolean> {
    refuseClient("RedisStore", client);
    return Number(await this.#run(scripts.complete, key, ttl, token)) === 1;
  }

  async release(key: string, token: string): Promise<boolean> {
    return Number(await this.#run(scripts.release, key, token)) === 1;
  }

  /**
   * Says, in a sentence each, why the server may forget deliveries; to be called and logged at start-up.
   *
   * A server that evicts keys when its memory is full forgets handled deliveries, which are then handled again
   * (threat 79). With `maxmemory-policy noeviction` it refuses claims instead, which the guard answers with 503.
   */
  async check(): Promise<readonly string[]> {
    const policy = await this.#evictionPolicy();
    if (policy === undefined) return ["could not read maxmemory-policy of redis: see that it is noeviction"];
    if (policy === "noeviction") return [];
    return [`redis evicts keys (maxmemory-policy ${policy}), so deliveries may be handled again: set it to noeviction`];
  }

  // INFO, because hosted servers forbid CONFIG; a user without rights may be refused both.
  async #evictionPolicy(): Promise<string | undefined> {
    if (!hasInfo(this.#client)) return undefined;
    const text = await this.#client.info("memory").catch(() => undefined);
    return /^maxmemory_policy:([\w-]+)/m.exec(String(text))?.[1];
  }
}

// Both have `eval`, with different parameters; each has a name that the other lacks.
function isNodeRedis(client: unknown): client is NodeRedisClient {
  return hasMethods(client, "eval", "evalSha");
}

function isIoredis(client: unknown): client is IoredisClient {
  return hasMethods(client, "eval", "defineCommand");
}

function hasInfo(client: object): client is { info(section: string): Promise<unknown> } {
  return hasMethods(client, "info");
}

const PREFIX = "hookseal:";
