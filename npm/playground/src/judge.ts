// Judges one request: what `verify` says about it, and how that is put into words.

import { Webhook, WebhookConfigError, WebhookVerificationError, type Delivery, type WebhookOptions } from "hookseal";
import type { Provider } from "./fitting.js";
import type { Headers } from "./headers.js";
import { count, time } from "./words.js";

export type Verdict =
  | { readonly state: "verified"; readonly delivery: Delivery }
  | { readonly state: "refused"; readonly error: WebhookVerificationError }
  | { readonly state: "wrong"; readonly error: WebhookConfigError };

export interface Asked {
  readonly now: number;
  readonly url: string | undefined;
  readonly remoteAddress: string | undefined;
}

export function judge(
  provider: Provider,
  options: WebhookOptions,
  body: Uint8Array,
  headers: Headers,
  asked: Asked,
): Verdict {
  try {
    return { state: "verified", delivery: new Webhook(provider, options).verify(body, headers, asked) };
  } catch (error) {
    if (error instanceof WebhookVerificationError) return { state: "refused", error };
    if (error instanceof WebhookConfigError) return { state: "wrong", error };
    throw error;
  }
}

/** The verdict in a few words. */
export function headline(verdict: Verdict): string {
  if (verdict.state !== "verified")
    return `${verdict.state === "refused" ? "Refused" : "Not configured"}: ${verdict.error.code}`;
  return { signature: "Verified", token: "Accepted by its token", none: "Taken, but nothing is proved" }[
    verdict.delivery.authentication
  ];
}

/** What the verdict means. */
export function meaning(verdict: Verdict): string {
  if (verdict.state !== "verified") return verdict.error.message;
  return {
    signature: "The sender holds the secret and signed exactly this body.",
    token: "The sender knew the token. The body is not proved.",
    none: "Anybody could have sent this: the provider signs nothing, and no token was asked for.",
  }[verdict.delivery.authentication];
}

/** What a delivery says, name and value. */
export function facts(delivery: Delivery): readonly (readonly [name: string, value: string])[] {
  const { provider, variant, authentication, id, idSigned, timestamp, algorithm, secretIndex, dedupeKey, body } =
    delivery;
  const found: (readonly [string, string])[] = [
    ["provider", provider],
    ["variant", variant],
    ["authentication", authentication],
  ];
  if (id !== null) found.push(["id", `${id} (${idSigned ? "signed" : "not signed"})`]);
  if (timestamp !== null) found.push(["timestamp", time(timestamp)]);
  if (algorithm !== null) found.push(["algorithm", algorithm]);
  if (secretIndex !== null) found.push(["secret", `number ${secretIndex + 1}`]);
  found.push(["dedupe key", dedupeKey], ["body", count(body.length, "byte")]);
  return found;
}
