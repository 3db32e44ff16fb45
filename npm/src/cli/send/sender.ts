// Signs deliveries as the provider would, each attempt anew, and spoils one thing where that is wanted.

import { randomBytes } from "node:crypto";
import type { SignedRequest, SignOptions, Webhook } from "../../index.js";
import { webhookOf, type Endpoint } from "../endpoint.js";
import { UsageError } from "../failure.js";
import { hasToken } from "../token.js";

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
  /** Seconds that the clock of the sender is ahead. */
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

  /** The same with one thing spoilt. Throws if the provider leaves that thing open. */
  tamper(delivery: Delivery, what: Tamper): SignedRequest {
    const timestamp = this.#now();
    const right = this.sign(delivery, timestamp);
    const { endpoint } = this.#options;
    if (endpoint.options.secrets === undefined) throw unable(what, "the provider proves nothing");
    if (what === "signature") return this.sign(delivery, timestamp, webhookOf(endpoint, { secrets: [otherSecret()] }));
    if (hasToken(endpoint.token)) throw unable(what, "the provider sends a token and signs nothing");
    if (what === "body") return { ...right, body: changeBody(right.body, delivery.payload) };
    const [from, to] = what === "timestamp" ? [`${timestamp}`, `${timestamp + 1}`] : [delivery.id, `${delivery.id}x`];
    const headers = from === undefined ? null : changeHeader(right.headers, from, to!);
    if (headers !== null && this.#isSigned(delivery, timestamp, what)) return { ...right, headers };
    throw unable(what, "the provider does not sign it");
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

/** A blank more in the payload: JSON of the same meaning, and not what was signed. */
function changeBody(body: Uint8Array, payload: Buffer): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(body);
  const spoilt = Buffer.concat([payload.subarray(0, -1), Buffer.from(" "), payload.subarray(-1)]);
  const at = bytes.indexOf(payload);
  if (at >= 0) {
    return new Uint8Array(Buffer.concat([bytes.subarray(0, at), spoilt, bytes.subarray(at + payload.length)]));
  }
  const form = new URLSearchParams(bytes.toString("latin1"));
  for (const [name, value] of [...form]) {
    if (value === payload.toString("utf8")) form.set(name, spoilt.toString("utf8"));
  }
  return new Uint8Array(Buffer.from(form.toString(), "latin1"));
}

function changeHeader(
  headers: Readonly<Record<string, string>>,
  from: string,
  to: string,
): Record<string, string> | null {
  const name = Object.keys(headers).find((name) => headers[name]!.includes(from));
  return name === undefined ? null : { ...headers, [name]: headers[name]!.replace(from, to) };
}
