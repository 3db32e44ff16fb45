// Makes a delivery of the numbers that the core gives.

import { algorithmNames, coreNumbers, type CoreWebhook } from "./core.js";
import type { Delivery, Verified } from "./delivery.js";
import { WebhookPayloadError } from "./errors.js";
import { decodeStrictly } from "./platform.js";
import type { Algorithm } from "./scheme.js";

/** The order of bindings/wasm/src/facts.rs; the id's character codes follow. */
const [VARIANT, AUTHENTICATION, SECRET, ALGORITHM, TIMESTAMP, ID_SIGNED, ID_LENGTH, ID] = [0, 1, 2, 3, 4, 5, 6, 7] as const;

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

  constructor(core: CoreWebhook, provider: string, variants: readonly string[], facts: number, body: Uint8Array<ArrayBuffer>) {
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

/** The text of these character codes; an empty one stands for none. */
function text(codes: Float64Array, start: number, length: number): string | null {
  if (length === 0) return null;
  return String.fromCharCode.apply(null, codes.subarray(start, start + length) as unknown as number[]);
}

/** The union is what the core's numbers mean; the class cannot say so by itself. */
export function delivery(...facts: ConstructorParameters<typeof VerifiedRequest>): Delivery {
  return new VerifiedRequest(...facts) as Delivery;
}
