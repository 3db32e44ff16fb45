// What a store of the replay guard does, and what it answers.

/**
 * Remembers which deliveries were handled, so that each is handled once.
 *
 * A key is free, in flight (claimed, with a lease) or done. Every method is one atomic step of the store. A method that
 * rejects, or takes longer than the guard's time-out, counts as a store that is down.
 */
export interface ReplayStore<Client = never> {
  /**
   * Takes a key that is free or whose lease has ended; tells what is there otherwise.
   *
   * A claim with the token that already holds the key may be told `claimed` again, with the same attempt: some clients
   * send a command twice whose answer was lost.
   */
  claim(key: string, claim: ClaimRequest): Promise<ClaimResult>;
  /**
   * Marks the key as done for `ttl` seconds, if it is still held with `token`; otherwise changes nothing.
   *
   * @param client a connection inside the caller's own transaction, for stores that can join one
   * @returns whether the key was still held
   */
  complete(key: string, token: string, ttl: number, client?: Client): Promise<boolean>;
  /** Frees the key, if it is still held with `token`; otherwise changes nothing. Says whether it was held. */
  release(key: string, token: string): Promise<boolean>;
}

/** Who claims, and for how long. */
export interface ClaimRequest {
  /** The owner's own random text: only who knows it can complete or release. */
  readonly token: string;
  /** SHA-256 of the payload in hex, so that another payload under the same key is noticed. */
  readonly digest: string;
  /** Seconds after which another worker may claim, if this one has done neither. */
  readonly lease: number;
  /** Seconds for which the key is kept. */
  readonly ttl: number;
}

/** What `claim` found. `digest` is that of the payload first seen under the key. */
export type ClaimResult =
  /** The caller owns the key now; `attempt` counts the claims of it, from 1. */
  | { readonly state: "claimed"; readonly attempt: number; readonly digest: string }
  /** Another worker owns it; its lease ends in `retryAfter` seconds. */
  | { readonly state: "in_flight"; readonly retryAfter: number; readonly digest: string }
  /** It was handled. */
  | { readonly state: "done"; readonly digest: string };
