// A request that was refused: what `onRefused` is told, and what a handler with `allowRefused` gets.

import type { VerifyErrorCode } from "../errors.js";

/** Why a request was refused: the codes of `WebhookVerificationError`, and those of a body that did not arrive. */
export type RefusalCode = VerifyErrorCode | UnreadCode;

/** Why a body did not arrive. */
export type UnreadCode = "body_incomplete" | "body_timeout" | "body_too_large";

/** A request that was refused. Nothing in it is proved: it is never a `Delivery`. */
export class RefusedRequest {
  readonly refused = true as const;
  /** Why, as in the log. */
  declare readonly code: RefusalCode;
  /** The same as prose, without a secret or an expected signature. */
  declare readonly message: string;
  /** The provider's name, or that of the custom scheme. */
  declare readonly provider: string;
  /** The delivery id that the request claims; null if it shows none that is fit for a log. */
  declare readonly id: string | null;
  /** The bytes as received; null if they could not be had. */
  declare readonly body: Uint8Array | null;

  constructor(facts: Omit<RefusedRequest, "refused">) {
    Object.assign(this, facts);
  }
}
