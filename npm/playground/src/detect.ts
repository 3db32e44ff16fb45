// Which provider's request this is: each provider in turn is asked whether it finds its signature.

import { providers, Webhook, WebhookVerificationError, type ProviderName } from "hookseal";
import type { Headers } from "./headers.js";

/** The provider whose signature is there, null if it is that of none or of several. */
export function detect(headers: Headers, body: Uint8Array): ProviderName | null {
  const found = (Object.keys(providers) as ProviderName[]).filter((name) => finds(name, headers, body));
  return found.length === 1 ? found[0]! : null;
}

function finds(name: ProviderName, headers: Headers, body: Uint8Array): boolean {
  try {
    new Webhook(name, SECRET).verify(body, headers);
    return true;
  } catch (error) {
    // Others cannot be told: the place of their token is what the receiver has chosen.
    return error instanceof WebhookVerificationError && !ABSENT.includes(error.code);
  }
}

/** Bytes that nobody's signature is made with. */
const SECRET = new TextEncoder().encode("only-to-ask-who-finds-its-header");
const ABSENT: readonly string[] = ["signature_missing", "field_missing", "form_malformed", "internal_error"];
