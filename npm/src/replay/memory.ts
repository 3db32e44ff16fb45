// The replay store in this process's own memory.

import { WebhookConfigError } from "../errors.js";
import { claim, complete, release, type Held } from "./state.js";
import type { ClaimRequest, ClaimResult, ReplayStore } from "./store.js";
import { refuseClient } from "./wrong-client.js";

/** How much is kept, and by which clock. */
export interface MemoryStoreOptions {
  /** Most deliveries kept at a time: a whole number from 1 on, default 10,000. Each takes about half a kilobyte. */
  readonly capacity?: number | undefined;
  /** The time in seconds; default: the clock. For tests. */
  readonly now?: (() => number) | undefined;
}

/**
 * Remembers deliveries in this process: for tests, and for a receiver that is one process and may forget at a restart.
 *
 * Two processes, workers or isolates do not see each other's claims, and everything is lost when the process ends
 * (threat 82). Use another store for more than that.
 *
 * A full store reclaims what is expired or released. It never drops a claim or a handled delivery that is still to be
 * remembered, but rejects a claim of a new key, which the guard answers with 503 (threat 83).
 */
export class MemoryStore implements ReplayStore {
  readonly #held = new Map<string, Held>();
  readonly #capacity: number;
  readonly #now: () => number;
  /** Nothing can be reclaimed before; spares a full store a look at every entry on every claim. */
  #reclaimableFrom = Infinity;

  /** @throws {@link WebhookConfigError} `invalid_option` for a capacity that is no whole number from 1 on. */
  constructor({ capacity = 10_000, now = () => Date.now() / 1000 }: MemoryStoreOptions = {}) {
    if (!Number.isSafeInteger(capacity) || capacity < 1) {
      throw new WebhookConfigError("invalid_option", "`capacity` must be a whole number from 1 on");
    }
    this.#capacity = capacity;
    this.#now = now;
  }

  /** How many deliveries are kept, the expired ones included. */
  get size(): number {
    return this.#held.size;
  }

  /** @throws Error if the store is full of deliveries that are still to be remembered. */
  async claim(key: string, request: ClaimRequest): Promise<ClaimResult> {
    const now = this.#now();
    const [result, taken] = claim(this.#held.get(key), request, now);
    if (taken === undefined) return result;
    if (!this.#held.has(key) && this.#held.size >= this.#capacity) this.#reclaim(now);
    this.#keep(key, taken);
    return result;
  }

  async complete(key: string, token: string, ttl: number, client?: never): Promise<boolean> {
    refuseClient("MemoryStore", client);
    return this.#keep(key, complete(this.#held.get(key), token, ttl, this.#now()));
  }

  async release(key: string, token: string): Promise<boolean> {
    return this.#keep(key, release(this.#held.get(key), token, this.#now()));
  }

  /** Drops what has expired. A full store does so by itself. */
  async sweep(): Promise<void> {
    this.#drop((held, now) => held.expiresAt <= now, this.#now());
  }

  #keep(key: string, held: Held | undefined): boolean {
    if (held === undefined) return false;
    this.#held.set(key, held);
    this.#reclaimableFrom = Math.min(this.#reclaimableFrom, held.token === null ? 0 : held.expiresAt);
    return true;
  }

  #reclaim(now: number): void {
    if (this.#reclaimableFrom <= now) this.#drop((held, now) => held.expiresAt <= now || held.token === null, now);
    if (this.#held.size >= this.#capacity) {
      throw new Error(`the memory store is full: all of its ${this.#capacity} deliveries are still to be remembered`);
    }
  }

  #drop(isOver: (held: Held, now: number) => boolean, now: number): void {
    this.#reclaimableFrom = Infinity;
    for (const [key, held] of this.#held) {
      if (isOver(held, now)) this.#held.delete(key);
      else this.#reclaimableFrom = Math.min(this.#reclaimableFrom, held.token === null ? 0 : held.expiresAt);
    }
  }
}
