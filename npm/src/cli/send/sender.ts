// Signs deliveries as the provider would, each attempt anew, and spoils one thing where that is wanted.

import { randomBytes } from "node:crypto";
import type { SignedRequest, SignOptions, Webhook } from "../../index.js";
import { webhookOf, type Endpoint } from "../endpoint.js";
import { UsageError } from "../failure.js";
import { hasToken } from "../token.js";
import { changeBody, changeHeader } from "./change.js";

/** One event on its way: the same id and payload in every attempt. */
export interface Delivery {
  /** Counted from 1. */
  readonly number: number;
  readonly payload: Buffer;
  readonly id: string | undefined;
}

/** What is spoilt of a delivery, so that it must be refused. */
export type Tamper = (typeof TAMPERS)[number];

/** What an attempt is made of. */
export interface SenderOptions {
  readonly endpoint: Endpoint;
  readonly url: string;
  readonly variant: string | undefined;
  readonly form: "multipart" | "urlencoded" | undefined;
  /** Seconds that the clock of the sender is ahead, as far as that must be taken. */
  readonly skew: number;
}

/** Plays the provider's part for one endpoint. */
export class Sender {
  readonly #options: SenderOptions;
  readonly #webhook: Webhook;

  constructor(options: SenderOptions) {
    this.#options = options;
    const { algorithms: _, ...others } = options.endpoint.options;
    this.#webhook = webhookOf({ ...options.endpoint, options: others });
  }

  /** The request of an attempt. */
  sign({ payload, id }: Delivery, timestamp: number = this.#now(), webhook: Webhook = this.#webhook): SignedRequest {
    const { url, variant, form, endpoint } = this.#options;
    const options: SignOptions = { id, timestamp, variant, form, url, algorithm: endpoint.options.algorithms?.[0] };
    return webhook.sign(payload, options);
  }

  /** The same by a clock that is so far ahead. */
  skewed(delivery: Delivery, seconds: number): SignedRequest {
    return this.sign(delivery, this.#now() + seconds);
  }

  /** The same with one thing spoilt. Throws if the provider leaves that thing open. */
  tamper(delivery: Delivery, what: Tamper): SignedRequest {
    const timestamp = this.#now();
    const right = this.sign(delivery, timestamp);
    const { endpoint } = this.#options;
    if (endpoint.options.secrets === undefined) throw unable(what, "the provider proves nothing");
    if (what === "signature") return this.sign(delivery, timestamp, webhookOf(endpoint, { secrets: [otherSecret()] }));
    if (hasToken(endpoint.token)) throw unable(what, "the provider sends a token and signs nothing");
    if (what === "body") return { ...right, body: changeBody(right.body, delivery.payload) };
    const headers = this.#withOther(delivery, timestamp, what);
    if (headers === null) throw unable(what, "the provider does not sign it");
    return { ...right, headers };
  }

  /** Whether a signature covers the time. */
  signsTime(delivery: Delivery): boolean {
    const { endpoint } = this.#options;
    if (endpoint.options.secrets === undefined || hasToken(endpoint.token)) return false;
    return this.#withOther(delivery, this.#now(), "timestamp") !== null;
  }

  /** What proves something, and so can be spoilt first of all; null if nothing does. */
  get provable(): Tamper | null {
    const { endpoint } = this.#options;
    if (endpoint.options.secrets === undefined) return null;
    return hasToken(endpoint.token) ? "signature" : "body";
  }

  /** The headers with another timestamp or id beside the old signature; null if no signature covers it. */
  #withOther(delivery: Delivery, timestamp: number, what: "id" | "timestamp"): Record<string, string> | null {
    const [from, to] = what === "timestamp" ? [`${timestamp}`, `${timestamp + 1}`] : [delivery.id, `${delivery.id}x`];
    const headers = from === undefined ? null : changeHeader(this.sign(delivery, timestamp).headers, from, to!);
    return headers !== null && this.#isSigned(delivery, timestamp, what) ? headers : null;
  }

  /** Whether a signature changes with the timestamp or the id. */
  #isSigned(delivery: Delivery, timestamp: number, what: "id" | "timestamp"): boolean {
    const other = what === "id" ? { ...delivery, id: `${delivery.id}x` } : delivery;
    const before = Object.entries(this.sign(delivery, timestamp).headers);
    const after = this.sign(other, what === "timestamp" ? timestamp + 1 : timestamp).headers;
    // Beside the value itself the signature has changed, behind it in the same header or in another.
    const shown = what === "id" ? delivery.id! : `${timestamp}`;
    const next = what === "id" ? other.id! : `${timestamp + 1}`;
    return before.some(([name, value]) => value.replace(shown, next) !== after[name]);
  }

  #now(): number {
    return Math.floor(Date.now() / 1000) + this.#options.skew;
  }
}

/** The names that `--tamper` takes. */
export const TAMPERS = ["body", "signature", "timestamp", "id"] as const;

function unable(what: Tamper, why: string): UsageError {
  return new UsageError(`--tamper ${what} has no effect here: ${why}`);
}

/** 64 digits are text, hex and base64 alike. */
function otherSecret(): string {
  return randomBytes(32).toString("hex");
}
