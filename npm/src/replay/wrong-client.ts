// The refusal of an object that is not the client that a store works with.

import { WebhookConfigError } from "../errors.js";

/**
 * Says what a store expects instead of what it was given.
 *
 * A Workers KV namespace is named, because it looks like a store and cannot be one (threat 81).
 */
export function wrongClient(store: string, given: unknown, expected: string): WebhookConfigError {
  const found = isKvNamespace(given) ? `${KV}; use D1Store or DurableObjectStore` : "something else was given";
  return new WebhookConfigError("invalid_option", `${store} takes ${expected}; ${found}`);
}

/** A completion that the caller takes for part of a transaction must not stand when the transaction is rolled back. */
export function refuseClient(store: string, client: unknown): void {
  if (client === undefined) return;
  const message = `${store} cannot join a transaction: call \`complete\` without a client, after your work`;
  throw new WebhookConfigError("invalid_option", message);
}

/** Whether an object, or a function with methods, has all of `methods`. */
export function hasMethods(given: unknown, ...methods: readonly string[]): boolean {
  if ((typeof given !== "object" && typeof given !== "function") || given === null) return false;
  return methods.every((name) => typeof (given as Record<string, unknown>)[name] === "function");
}

function isKvNamespace(given: unknown): boolean {
  return hasMethods(given, "getWithMetadata", "list");
}

const KV = "a Workers KV namespace lets two workers claim at the same time, as its reads lag behind its writes";
