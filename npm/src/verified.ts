// Makes a delivery of the numbers that the core gives.

import { algorithmNames, coreNumbers, type CoreWebhook } from "./core.js";
import type { Delivery, Verified } from "./delivery.js";
import { WebhookPayloadError } from "./errors.js";
import { readRefusal } from "./failure.js";
import { decodeStrictly } from "./platform.js";
import type { Algorithm } from "./scheme.js";

/** The union is what the core's numbers mean; the class cannot say so by itself. */
export function delivery<Event>(...facts: ConstructorParameters<typeof VerifiedRequest>): Delivery<Event> {
  return new VerifiedRequest(...facts) as Delivery<Event>;
}

/** A verified request that cannot be changed. */
class VerifiedRequest implements Verified {
  readonly provider: string;
  readonly variant: string;
  readonly authentication: Verified["authentication"];
  readonly id: string | null;
  readonly idSigned: boolean;
  readonly timestamp: number | null;
  readonly algorithm: Algorithm | null;
  readonly secretIndex: number | null;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly #core: CoreWebhook;
  readonly #variant: number;
  #dedupeKey: string | undefined;

  constructor(
    core: CoreWebhook,
    provider: string,
    variants: readonly string[],
    facts: number,
    body: Uint8Array<ArrayBuffer>,
  ) {
    const numbers = coreNumbers();
    const variant = numbers[facts + VARIANT]!;
    const secret = numbers[facts + SECRET]!;
    const timestamp = numbers[facts + TIMESTAMP]!;
    this.#core = core;
    this.#variant = variant;
    this.provider = provider;
    this.variant = variants[variant]!;
    this.authentication = AUTHENTICATIONS[numbers[facts + AUTHENTICATION]!]!;
    this.id = text(numbers, facts + ID, numbers[facts + ID_LENGTH]!);
    this.idSigned = numbers[facts + ID_SIGNED] === 1;
    this.timestamp = timestamp < 0 ? null : timestamp;
    this.algorithm = algorithmNames[numbers[facts + ALGORITHM]!] ?? null;
    this.secretIndex = secret < 0 ? null : secret;
    this.body = body;
    Object.freeze(this);
  }

  get dedupeKey(): string {
    try {
      // Without a signed id the key is made of the body, which crosses whole; but once at most.
      this.#dedupeKey ??= this.idSigned
        ? this.#core.dedupeKey(this.#variant, this.id, NO_BODY)
        : this.#core.dedupeKey(this.#variant, null, this.body);
      return this.#dedupeKey;
    } catch (failure) {
      throw readRefusal(failure);
    }
  }

  json(): unknown {
    // Outside, so that a method called without its delivery is not taken for a body that is no JSON.
    const { body } = this;
    try {
      return JSON.parse(decodeStrictly(body));
    } catch {
      // Without the cause: it would quote the body.
      throw new WebhookPayloadError("payload_not_json", NOT_JSON);
    }
  }
}

/** The text of these character codes; an empty one stands for none. */
function text(codes: Float64Array, start: number, length: number): string | null {
  if (length === 0) return null;
  return String.fromCharCode.apply(null, codes.subarray(start, start + length) as unknown as number[]);
}

/** The order of bindings/wasm/src/facts.rs; the id's character codes follow. */
const VARIANT = 0;
const AUTHENTICATION = 1;
const SECRET = 2;
const ALGORITHM = 3;
const TIMESTAMP = 4;
const ID_SIGNED = 5;
const ID_LENGTH = 6;
const ID = 7;

/** The core's own name of an authentication, by its index. */
const AUTHENTICATIONS = ["signature", "token", "none"] as const;

const NO_BODY = new Uint8Array();

const NOT_JSON = "the verified body is not JSON in UTF-8 without byte order mark";
