// Where `hookseal/explain` leaves what explains when it is imported: whoever only verifies does not carry it.

import type { Configuration } from "./configuration.js";
import { WebhookConfigError } from "./errors.js";
import type { Report } from "./explain/report.js";

/** The arguments of a webhook, as the core takes them. */
export interface Setup {
  /** As JSON text. */
  readonly provider: string;
  readonly configuration: Configuration;
}

/** Explains a request as the webhook of these arguments judges it. */
export type Explainer = (setup: Setup, body: unknown, headers: unknown, options: unknown) => Report;

let explainer: Explainer | undefined;

/** Takes what explains. */
export function setExplainer(given: Explainer): void {
  explainer = given;
}

/** What explains. */
export function loadedExplainer(): Explainer {
  if (explainer === undefined) throw new WebhookConfigError("explain_not_loaded", NOT_LOADED);
  return explainer;
}

const NOT_LOADED =
  "what explains is a module of its own: import \"hookseal/explain\" once, anywhere in the program, " +
  "or require it beside `require(\"hookseal\")`";
