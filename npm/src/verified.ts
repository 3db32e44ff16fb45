// Makes a delivery of the numbers that the core gives.

import { algorithmNames, type CoreWebhook } from "./core.js";
import type { Delivery, Verified } from "./delivery.js";
import { WebhookPayloadError } from "./errors.js";
import { decodeStrictly } from "./platform.js";
import type { Algorithm } from "./scheme.js";

/** Facts in the order of bindings/wasm/src/facts.rs; the id's character codes follow. */
const [VARIANT, AUTHENTICATION, SECRET, ALGORITHM, TIMESTAMP, ID_SIGNED, ID] = [0, 1, 2, 3, 4, 5, 6];

/** The core's own name of an authentication, by its index. */
const AUTHENTICATIONS = ["signature", "token", "none"] as const;

/** A verified request that cannot be changed. */
export class VerifiedRequest implements Verified {
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

  constructor(core: CoreWebhook, provider: string, variants: readonly string[], facts: Float64Array, body: Uint8Array<ArrayBuffer>) {
    const secret = facts[SECRET]!;
    const timestamp = facts[TIMESTAMP]!;
    this.#core = core;
    this.#variant = facts[VARIANT]!;
    this.provider = provider;
    this.variant = variants[facts[VARIANT]!]!;
    this.authentication = AUTHENTICATIONS[facts[AUTHENTICATION]!]!;
    this.id = facts.length > ID! ? String.fromCharCode.apply(null, facts.subarray(ID) as unknown as number[]) : null;
    this.idSigned = facts[ID_SIGNED] === 1;
    this.timestamp = timestamp < 0 ? null : timestamp;
    this.algorithm = algorithmNames[facts[ALGORITHM]!] ?? null;
    this.secretIndex = secret < 0 ? null : secret;
    this.body = body;
    Object.freeze(this);
  }

  get dedupeKey(): string {
    this.#dedupeKey ??= this.#core.dedupeKey(this.#variant, this.idSigned ? this.id : null, this.body);
    return this.#dedupeKey;
  }

  json(): unknown {
    try {
      return JSON.parse(decodeStrictly(this.body));
    } catch {
      // Without the cause: it would quote the body.
      throw new WebhookPayloadError("payload_not_json", "the verified body is no JSON text in UTF-8");
    }
  }
}

/** The union is what the core's numbers mean; the class cannot say so by itself. */
export function delivery(...facts: ConstructorParameters<typeof VerifiedRequest>): Delivery {
  return new VerifiedRequest(...facts) as Delivery;
}
