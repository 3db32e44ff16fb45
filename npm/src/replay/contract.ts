// What every replay store must do, as checks that run against one: ours, or one of your own.

import { checks } from "./contract-checks.js";
import { Trial } from "./contract-trial.js";
import type { ReplayStore } from "./store.js";

export { ContractError } from "./contract-trial.js";

/** A store, or the promise of one. All that it is asked for must have the same content. */
export type MakeStore = () => ReplayStore | Promise<ReplayStore>;

/** How the checks are run. */
export interface ContractOptions {
  /** Takes one check each, as `test` of node:test, Vitest and Jest does; default: they run here, all at a time. */
  readonly test?: ((name: string, check: () => Promise<void>) => unknown) | undefined;
  /** Lets seconds pass for the store, one check after the other; default: waits for them. */
  readonly advance?: ((seconds: number) => unknown) | undefined;
}

/**
 * Checks that a store keeps the contract of the guard.
 *
 * ```ts
 * await replayContract(() => new MyStore(client));            // anywhere
 * await replayContract(() => new MyStore(client), { test });  // as tests of node:test, Vitest or Jest
 * ```
 *
 * It takes about four seconds, uses random keys, and leaves them for the store to expire.
 *
 * @returns the names of the checks, all passed; with `test` all handed to it
 * @throws {@link ContractError} naming the first rule that the store breaks, or what the store itself throws
 */
export async function replayContract(makeStore: MakeStore, options: ContractOptions = {}): Promise<readonly string[]> {
  const { test, advance } = options;
  const names = Object.keys(checks);
  const run = async (name: string): Promise<void> => checks[name]!(new Trial(name, await makeStore(), advance ?? wait));
  if (test !== undefined) names.forEach((name) => void test(name, () => run(name)));
  else if (advance !== undefined) for (const name of names) await run(name);
  else await allInOrder(names.map(run));
  return names;
}

async function allInOrder(runs: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(runs)) if (result.status === "rejected") throw result.reason;
}

function wait(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

declare function setTimeout(call: () => void, milliseconds: number): unknown;
