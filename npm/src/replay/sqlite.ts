// The replay store in an SQLite file, through the caller's own database object.

import * as sql from "./sql.js";
import { sqlite as statements } from "./statements.js";
import type { ClaimRequest, ClaimResult, ReplayStore } from "./store.js";
import { hasMethods, wrongClient } from "./wrong-client.js";

/** What is used of a `DatabaseSync` of `node:sqlite`, or of a database of `better-sqlite3`. */
export interface SqliteDatabase {
  exec(text: string): unknown;
  prepare(text: string): { get(...parameters: (string | number)[]): unknown };
  /** Of `node:sqlite`. */
  readonly isTransaction?: boolean;
  /** Of `better-sqlite3`. */
  readonly inTransaction?: boolean;
}

/**
 * Remembers deliveries in a table `hookseal_deliveries` of SQLite 3.35 or newer, for all processes of one machine that
 * open the same file.
 *
 * ```ts
 * const database = new DatabaseSync("replay.db", { timeout: 1000 }); // of "node:sqlite", milliseconds
 * const database = new Database("replay.db", { timeout: 1000 }); // or of "better-sqlite3"
 * database.exec("PRAGMA journal_mode = WAL");
 * const store = new SqliteStore(database);
 * await store.migrate(); // or run SqliteStore.schema with your own migrations
 * ```
 *
 * SQLite has one writer at a time, and a statement that waits for it blocks the whole process: let `timeout` be below
 * the guard's. When it is over, the step rejects, and the guard answers 503.
 *
 * A connection inside a transaction is refused, because a claim in it could be rolled back unseen. Only `complete`
 * joins a transaction, if it is handed its connection:
 *
 * ```ts
 * await claim.complete(database); // before COMMIT; it throws if another worker owns the delivery now
 * ```
 *
 * Such a transaction stays open across an `await`, so it needs a connection that nothing else uses meanwhile.
 */
export class SqliteStore implements ReplayStore<SqliteDatabase> {
  /** The table and its index; run again, it changes nothing. */
  static readonly schema: string = statements.schema;

  readonly #database: SqliteDatabase;

  /** @throws {@link WebhookConfigError} `invalid_option` for anything but an open database of one of the two. */
  constructor(database: SqliteDatabase) {
    this.#database = checked(database);
  }

  async claim(key: string, request: ClaimRequest): Promise<ClaimResult> {
    return sql.claim(statements, key, request, this.#send);
  }

  async complete(key: string, token: string, ttl: number, database?: SqliteDatabase): Promise<boolean> {
    return sql.complete(statements, key, token, ttl, database === undefined ? this.#send : sender(checked(database)));
  }

  async release(key: string, token: string): Promise<boolean> {
    return sql.release(statements, key, token, this.#send);
  }

  /** Makes the table, if it is missing. */
  async migrate(): Promise<void> {
    this.#database.exec(statements.schema);
  }

  /** Deletes what has expired, never anything that is still to be remembered; to be called from time to time. */
  async sweep(): Promise<void> {
    this.#database.exec(statements.sweep);
  }

  readonly #send: sql.Send = (text, ...parameters) => {
    const { isTransaction, inTransaction } = this.#database;
    if (isTransaction || inTransaction) throw new Error("the connection of SqliteStore is inside a transaction");
    return sender(this.#database)(text, ...parameters);
  };
}

function sender(database: SqliteDatabase): sql.Send {
  return (text, ...parameters) => database.prepare(text).get(...parameters) as sql.Row;
}

function checked(database: SqliteDatabase): SqliteDatabase {
  // A D1 binding has these, too, and a `batch` besides.
  if (hasMethods(database, "exec", "prepare") && !hasMethods(database, "batch")) return database;
  throw wrongClient("SqliteStore", database, "a database of `node:sqlite` or `better-sqlite3`");
}
