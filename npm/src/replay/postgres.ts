// The replay store in PostgreSQL, through the caller's own client.

import * as sql from "./sql.js";
import { postgres as statements } from "./statements.js";
import type { ClaimRequest, ClaimResult, ReplayStore } from "./store.js";
import { hasMethods, wrongClient } from "./wrong-client.js";

/** What is used of `pg`: a Pool, a Client, or a client of a pool. */
export interface PgClient {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** What is used of `postgres` (postgres.js): the `sql` function, also that of `sql.begin` and `sql.reserve`. */
export interface PostgresJsClient {
  unsafe(text: string, values?: (string | number)[]): PromiseLike<readonly unknown[]>;
}

/** A client that sends SQL to PostgreSQL. */
export type PostgresClient = PgClient | PostgresJsClient;

/**
 * Remembers deliveries in a table `hookseal_deliveries` of PostgreSQL 12 or newer. The table's primary key decides who
 * claims, at any isolation level, and the server's clock when a lease ends.
 *
 * ```ts
 * const store = new PostgresStore(new Pool({ connectionString, lock_timeout: 1500 })); // of "pg"
 * const store = new PostgresStore(postgres(url, { connection: { lock_timeout: 1500 } })); // or of "postgres"
 * await store.migrate(); // or run PostgresStore.schema with your own migrations
 * ```
 *
 * A handler can complete inside its own transaction, so that its writes and the completion happen both or neither:
 *
 * ```ts
 * await claim.complete(client); // before COMMIT; it throws if another worker owns the delivery now
 * ```
 *
 * Until that transaction ends, a claim of the same key waits in the server. The guard gives up after its time-out and
 * answers 503; a `lock_timeout` below that frees the connection, too. A claim that is made after the guard gave up
 * holds the key until its lease ends.
 */
export class PostgresStore implements ReplayStore<PostgresClient> {
  /** The table and its index; run again, it changes nothing. */
  static readonly schema: string = statements.schema;

  readonly #send: sql.Send;

  /** @throws {@link WebhookConfigError} `invalid_option` for anything but a client of `pg` or `postgres`. */
  constructor(client: PostgresClient) {
    this.#send = sender(client);
  }

  async claim(key: string, request: ClaimRequest): Promise<ClaimResult> {
    return sql.claim(statements, key, request, this.#send);
  }

  async complete(key: string, token: string, ttl: number, client?: PostgresClient): Promise<boolean> {
    return sql.complete(statements, key, token, ttl, client === undefined ? this.#send : joined(client));
  }

  async release(key: string, token: string): Promise<boolean> {
    return sql.release(statements, key, token, this.#send);
  }

  /** Makes the table, if it is missing. Several processes may do so at the same time. */
  async migrate(): Promise<void> {
    await this.#send(MIGRATE + statements.schema);
  }

  /** Deletes what has expired, never anything that is still to be remembered; to be called from time to time. */
  async sweep(): Promise<void> {
    await this.#send(statements.sweep);
  }
}

/** A pool runs the statement outside of every transaction, where a rollback would not undo it. */
function joined(client: PostgresClient): sql.Send {
  const isPool = "totalCount" in client || (isPostgresJs(client) && !hasMethods(client, "savepoint"));
  if (!isPool) return sender(client);
  throw wrongClient("`complete` of PostgresStore", client, "the client, or the `sql`, of your transaction");
}

function sender(client: PostgresClient): sql.Send {
  if (isPostgresJs(client)) return async (text, ...values) => (await client.unsafe(text, values))[0] as sql.Row;
  if (isPg(client)) return async (text, ...values) => (await client.query(text, values)).rows?.[0] as sql.Row;
  throw wrongClient("PostgresStore", client, "a Pool or Client of `pg`, or the `sql` function of `postgres`");
}

function isPostgresJs(client: unknown): client is PostgresJsClient {
  return typeof client === "function" && hasMethods(client, "unsafe");
}

function isPg(client: unknown): client is PgClient {
  return hasMethods(client, "query", "connect") || hasMethods(client, "query", "release");
}

// CREATE TABLE IF NOT EXISTS fails if another session creates it at the same time. The texts are sent as one, which
// PostgreSQL makes one transaction, and the lock is held until its end. Its number is "hookseal" in ASCII.
const MIGRATE = "SELECT pg_advisory_xact_lock(7525356009647595884);\n";
