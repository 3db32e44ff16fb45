// What the steps of the guard make of one delivery, for stores that keep it as a value and see to atomicity themselves.

import type { ClaimRequest, ClaimResult } from "./store.js";

/** What is kept of a delivery. Times are Unix seconds of the store's own clock. */
export interface Held {
  readonly digest: string;
  /** The owner's token, null once it is released. */
  readonly token: string | null;
  readonly attempt: number;
  readonly done: boolean;
  readonly leasedUntil: number;
  readonly expiresAt: number;
}

/** What a claim finds, and what to keep if it took the key. */
export function claim(held: Held | undefined, request: ClaimRequest, now: number): [ClaimResult, Held?] {
  const kept = held !== undefined && held.expiresAt > now ? held : undefined;
  if (kept?.done) return [{ state: "done", digest: kept.digest }];
  if (kept !== undefined && kept.leasedUntil > now) {
    return [{ state: "in_flight", retryAfter: kept.leasedUntil - now, digest: kept.digest }];
  }
  const { token, lease, ttl } = request;
  const digest = kept?.digest ?? request.digest;
  const attempt = (kept?.attempt ?? 0) + 1;
  const expiresAt = now + Math.max(lease, ttl);
  const taken = { digest, token, attempt, done: false, leasedUntil: now + lease, expiresAt };
  return [{ state: "claimed", attempt, digest }, taken];
}

/** What to keep once the owner is done; undefined if `token` is not the owner's. */
export function complete(held: Held | undefined, token: string, ttl: number, now: number): Held | undefined {
  return isHeld(held, token) ? { ...held, done: true, expiresAt: now + ttl } : undefined;
}

/** What to keep once the owner lets go; undefined if `token` is not the owner's. */
export function release(held: Held | undefined, token: string, now: number): Held | undefined {
  return isHeld(held, token) ? { ...held, token: null, leasedUntil: now } : undefined;
}

function isHeld(held: Held | undefined, token: string): held is Held {
  return held !== undefined && !held.done && held.token === token;
}
