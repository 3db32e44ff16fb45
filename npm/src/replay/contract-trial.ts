// One key of a store, and what a check of the contract says of it.

import type { ClaimRequest, ClaimResult, ReplayStore } from "./store.js";

/** One key of its own in the store, and what must be true of it. */
export class Trial {
  readonly #rule: string;
  readonly #store: ReplayStore;
  readonly advance: (seconds: number) => unknown;
  readonly key: string = randomHex();

  constructor(rule: string, store: ReplayStore, advance: (seconds: number) => unknown) {
    this.#rule = rule;
    this.#store = store;
    this.advance = advance;
  }

  claim(token: string, { key = this.key, digest = FIRST, lease = 60, ttl = 120 }: Change = {}): Promise<ClaimResult> {
    return this.#store.claim(key, { token, digest, lease, ttl });
  }

  async claims(token: string, attempt: number, change: Change & { seen?: string } = {}): Promise<void> {
    const digest = change.seen ?? change.digest ?? FIRST;
    this.equal(await this.claim(token, change), { state: "claimed", attempt, digest });
  }

  async isInFlight(change: Change = {}): Promise<void> {
    const found = await this.claim("asker", { digest: OTHER, ...change });
    const wait = found.state === "in_flight" ? found.retryAfter : NaN;
    this.equal(found, { state: "in_flight", retryAfter: wait, digest: FIRST });
    // A store may round up to whole seconds.
    this.equal(wait > 0 && wait < 61, true);
  }

  async isDone(): Promise<void> {
    this.equal(await this.claim("asker", { digest: OTHER }), { state: "done", digest: FIRST });
  }

  complete(token: string, ttl = 120): Promise<boolean> {
    return this.#store.complete(this.key, token, ttl);
  }

  async completes(token: string, held: boolean, ttl = 120): Promise<void> {
    this.equal(await this.complete(token, ttl), held);
  }

  async releases(token: string, held: boolean): Promise<void> {
    this.equal(await this.#store.release(this.key, token), held);
  }

  /** Claims at the same time, each with a token of its own; gives that of the only winner. */
  async race(attempt: number): Promise<string> {
    const tokens = Array.from({ length: RACERS }, (_, index) => `racer ${index}`);
    const found = await Promise.all(tokens.map((token) => this.claim(token)));
    const winners = found.flatMap((result, index) => (result.state === "claimed" ? [index] : []));
    this.equal(winners.length, 1);
    this.equal(found[winners[0]!], { state: "claimed", attempt, digest: FIRST });
    this.equal(found.filter(({ state }) => state === "in_flight").length, RACERS - 1);
    return tokens[winners[0]!]!;
  }

  equal(actual: unknown, expected: unknown): void {
    if (text(actual) !== text(expected)) throw new ContractError(this.#rule, actual, expected);
  }
}

type Change = Partial<Omit<ClaimRequest, "token">> & { readonly key?: string };

/** A store has broken a rule of the contract. */
export class ContractError extends Error {
  override readonly name: string = "AssertionError";
  /** The rule, which is the name of the check. */
  readonly rule: string;
  readonly actual: unknown;
  readonly expected: unknown;

  constructor(rule: string, actual: unknown, expected: unknown) {
    super(`${rule}: got ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
    this.rule = rule;
    this.actual = actual;
    this.expected = expected;
  }
}

/** The members in order of their names, so that a store may give them in any. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    const isObject = typeof member === "object" && member !== null;
    return isObject ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member;
  });
}

// Unlike any other run's; nothing is kept secret by it.
function randomHex(): string {
  return Array.from({ length: 64 }, () => Math.floor(Math.random() * 16).toString(16)).join("");
}

/** The digest of the payload that is seen first, and that of another one. */
export const FIRST: string = "1".repeat(64);
export const OTHER: string = "2".repeat(64);

/** How many claim at the same time. */
export const RACERS = 64;
