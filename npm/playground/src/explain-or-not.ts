// Explains one request, unless its configuration is one that `explain` does not take either.

import { WebhookConfigError, type WebhookOptions } from "hookseal";
import { explain, type ExplainOptions, type Report } from "hookseal/explain";
import type { Provider } from "./fitting.js";
import type { Headers } from "./headers.js";

/** The report; null where the constructor's complaint, which the verdict shows, is all there is to say. */
export function explainOrNot(
  provider: Provider,
  options: WebhookOptions,
  { headers, body }: { readonly headers: Headers; readonly body: Uint8Array<ArrayBuffer> },
  more: ExplainOptions,
): Report | null {
  try {
    return explain(provider, options, body, headers, more);
  } catch (error) {
    if (error instanceof WebhookConfigError) return null;
    throw error;
  }
}
