// The replay store in Cloudflare D1, through the Worker's binding.

import * as sql from "./sql.js";
import { sqlite as statements } from "./statements.js";
import type { ClaimRequest, ClaimResult, ReplayStore } from "./store.js";
import { hasMethods, refuseClient, wrongClient } from "./wrong-client.js";

/** What is used of a D1 binding. */
export interface D1Binding {
  prepare(text: string): D1Statement;
  batch(statements: never[]): Promise<unknown>;
}

/** What is used of a prepared statement of D1. */
export interface D1Statement {
  bind(...parameters: (string | number)[]): D1Statement;
  first(): Promise<unknown>;
}

/**
 * Remembers deliveries in a table `hookseal_deliveries` of Cloudflare D1, whose one primary makes every step atomic.
 *
 * ```ts
 * const store = new D1Store(env.DB);
 * ```
 *
 * Make the table with `D1Store.schema` as a file of `wrangler d1 migrations`, and call `sweep()` from a cron trigger.
 * Hand it the binding, not a session of read replication: a replica does not know the last claims (threat 80).
 * D1 has no transaction that a handler could hold open, so `complete` joins none.
 */
export class D1Store implements ReplayStore {
  /** The table and its index; run again, it changes nothing. */
  static readonly schema: string = statements.schema;

  readonly #database: D1Binding;
  readonly #send: sql.Send;

  /** @throws {@link WebhookConfigError} `invalid_option` for anything but a D1 binding. */
  constructor(database: D1Binding) {
    if (!hasMethods(database, "prepare", "batch")) throw wrongClient("D1Store", database, "a binding of Cloudflare D1");
    this.#database = database;
    this.#send = async (text, ...parameters) => (await database.prepare(text).bind(...parameters).first()) as sql.Row;
  }

  async claim(key: string, request: ClaimRequest): Promise<ClaimResult> {
    return sql.claim(statements, key, request, this.#send);
  }

  async complete(key: string, token: string, ttl: number, client?: never): Promise<boolean> {
    refuseClient("D1Store", client);
    return sql.complete(statements, key, token, ttl, this.#send);
  }

  async release(key: string, token: string): Promise<boolean> {
    return sql.release(statements, key, token, this.#send);
  }

  /** Makes the table, if it is missing. */
  async migrate(): Promise<void> {
    const texts = statements.schema.split(";").filter((text) => text.trim() !== "");
    await this.#database.batch(texts.map((text) => this.#database.prepare(text)) as never[]);
  }

  /** Deletes what has expired, never anything that is still to be remembered; to be called from time to time. */
  async sweep(): Promise<void> {
    await this.#send(statements.sweep);
  }
}
