// What a verified request proved: the only way to reach an authenticated payload.

import type { Algorithm } from "./scheme.js";

/**
 * A verified request, from `webhook.verify`; {@link Verified.authentication} says how much was proved. `Event` is what
 * `json` gives, as the provider documents it: a type for the compiler, which nothing checks at run time.
 */
export type Delivery<Event = unknown> = SignedDelivery<Event> | TokenDelivery<Event> | UnauthenticatedDelivery<Event>;

/** The sender holds the secret and signed exactly this body. */
export interface SignedDelivery<Event = unknown> extends Verified<Event> {
  readonly authentication: "signature";
  /** The algorithm of the signature. */
  readonly algorithm: Algorithm;
  /** Which of the configured secrets matched, counted from 0. */
  readonly secretIndex: number;
}

/** The sender knew a static token; the body is not authenticated. */
export interface TokenDelivery<Event = unknown> extends Verified<Event> {
  readonly authentication: "token";
  readonly algorithm: null;
  /** Which of the configured secrets matched, counted from 0. */
  readonly secretIndex: number;
}

/** Nothing was proved: the webhook was made with `allowUnauthenticated`. */
export interface UnauthenticatedDelivery<Event = unknown> extends Verified<Event> {
  readonly authentication: "none";
  readonly algorithm: null;
  readonly secretIndex: null;
}

/** The facts that every delivery has. */
export interface Verified<Event = unknown> {
  /** Never there: only a `RefusedRequest` has it. */
  readonly refused?: undefined;
  /** The provider's name, or that of the custom scheme. */
  readonly provider: string;
  /** The variant by which the request was judged. */
  readonly variant: string;
  /** How much was proved. */
  readonly authentication: "signature" | "token" | "none";
  /** Exactly the authenticated bytes (of a form: those of the signed field); otherwise the bytes received. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** The delivery id that the request carried, or null. */
  readonly id: string | null;
  /** Whether the id is part of what was signed; if not, anybody can change it. */
  readonly idSigned: boolean;
  /** The signed time of sending in Unix seconds, or null. */
  readonly timestamp: number | null;
  /**
   * The key by which this delivery is handled once: 64 hex characters, equal for every attempt of the provider, built
   * from authenticated material only, computed when first asked for.
   */
  readonly dedupeKey: string;
  /**
   * The body as JSON: UTF-8 without byte order mark, standard JSON only.
   *
   * @throws WebhookPayloadError `payload_not_json`
   */
  json(): Event;
}
