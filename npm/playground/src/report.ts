// The report of `explain`, as data: the same members in every language.

import type { Headers } from "./headers.js";
import type { Provider } from "./fitting.js";
import type { WebhookOptions } from "hookseal";

export interface Report {
  readonly provider: string;
  readonly variant: string | null;
  readonly refusal: { readonly code: string; readonly message: string } | null;
  readonly steps: readonly {
    readonly name: string;
    readonly state: "passed" | "failed" | "skipped";
    readonly saw: string;
  }[];
  readonly content: readonly {
    readonly part: string;
    readonly text: string;
    readonly bytes: number;
    readonly cut: boolean;
  }[];
  readonly clock: {
    readonly timestamp: number;
    readonly now: number;
    readonly difference: number;
    readonly tolerance: number | null;
  } | null;
  readonly findings: readonly {
    readonly code: string;
    readonly certainty: "proved" | "observed" | "hint";
    readonly message: string;
    readonly fix: string;
    readonly part: string | null;
    readonly see: string;
  }[];
  readonly work: { readonly macs: number; readonly bytes: number; readonly complete: boolean };
}

export interface Circumstances {
  readonly now: number;
  readonly url: string | undefined;
  readonly remoteAddress: string | undefined;
  readonly otherSecrets: readonly string[];
}

/** Explains one request; null as long as there is no explain. */
export function explainRequest(
  _provider: Provider,
  _options: WebhookOptions,
  _body: Uint8Array,
  _headers: Headers,
  _more: Circumstances,
): Report | null {
  return null;
}
