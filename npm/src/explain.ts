// `hookseal/explain`: why a request is refused. For people, offline; it accepts nothing and is a module of its own.

import { readBytes, type Body, type FormBody } from "./body.js";
import { packSecrets, readConfiguration, toJson } from "./configuration.js";
import { WebhookConfigError } from "./errors.js";
import { startExplain, type CoreExplainer, type Explained } from "./explain/core.js";
import { readForm } from "./explain/fields.js";
import { readHeaders } from "./explain/headers.js";
import { Report } from "./explain/report.js";
import { setExplainer, type Setup } from "./explainer.js";
import { readFailure } from "./failure.js";
import type { ProviderName } from "./generated.js";
import type { HeadersInput } from "./headers.js";
import type { ExplainOptions, Secret, WebhookOptions } from "./options.js";
import { checkOptions, readClock, readLine, readText, VERIFY_OPTIONS } from "./request-options.js";
import type { CustomScheme } from "./scheme.js";

export { findingCodes } from "./explain/codes.js";
export { Report };
export type { Clock, Finding, FindingCode, Refusal, Segment, Step, Work } from "./explain/report.js";
export type { ExplainOptions };

// With this, `webhook.explain` works, too.
setExplainer(explainRequest);

/**
 * Says why a request is refused by the webhook of these arguments, even if its secret cannot be used; else as
 * `webhook.explain`.
 *
 * @param provider a provider's name, or a scheme of your own
 * @param options the secret, or options, as for `new Webhook`
 * @param body as for `webhook.verify`, or what was handed over instead of it; at most 16 MiB
 * @param headers all headers of the request, as the runtime hands them out
 * @throws WebhookConfigError as `new Webhook`, but for `missing_secret` and `invalid_secret`, which are explained;
 *   `invalid_option` for a body that is longer
 *
 * @example
 * ```ts
 * const report = explain("transcodely", process.env.TRANSCODELY_SECRET, body, request.headers);
 * for (const { certainty, message, fix } of report.findings) console.error(certainty, message, fix);
 * ```
 */
export function explain(
  provider: ProviderName | CustomScheme,
  options: Secret | WebhookOptions | undefined,
  body: Body | FormBody | null | undefined,
  headers: HeadersInput,
  given?: ExplainOptions,
): Report {
  const setup = { provider: toJson(provider, "invalid_scheme"), configuration: readConfiguration(options) };
  try {
    return explainRequest(setup, body, headers, given);
  } finally {
    setup.configuration.bytes.fill(0);
  }
}

/** A provider in words, several lines: how it signs and delivers. Undefined if there is none of this name. */
export function describeProvider(name: string): string | undefined {
  return startExplain().describeProvider(name);
}

function explainRequest({ provider, configuration }: Setup, body: unknown, headers: unknown, options: unknown): Report {
  const { CoreExplainer, PackedSecrets } = startExplain();
  if (options !== undefined && options !== null) checkOptions(options, "explain", EXPLAIN_OPTIONS);
  // Own members only, as for `verify`.
  const given: ExplainOptions = { __proto__: null, ...(options as ExplainOptions) } as ExplainOptions;
  const [now, address] = [readClock(given.now), readText(given.remoteAddress)];
  const line = readLine(given.method, given.url);
  const others = packSecrets(readOthers(given.otherSecrets));
  const { options: json, hasSecret, hasSecrets, kinds, lengths, bytes } = configuration;
  try {
    const own = new PackedSecrets(kinds, lengths, bytes);
    const tried = new PackedSecrets(others.kinds, others.lengths, others.bytes);
    const core = new CoreExplainer(provider, json, hasSecret, hasSecrets, own, tried);
    try {
      return reportOf(explainBy(core, { body, headers, now, line, address }));
    } finally {
      core.free();
    }
  } catch (failure) {
    throw readFailure(failure);
  } finally {
    others.bytes.fill(0);
  }
}

function explainBy(core: CoreExplainer, { body, headers, now, line, address }: GivenRequest): Explained {
  const flat = readHeaders(headers, core.headerNames());
  const bytes = readBytes(body);
  if (typeof bytes !== "string") {
    if (bytes.length > LONGEST_BODY) {
      throw new WebhookConfigError("invalid_option", `a body of more than ${LONGEST_BODY} bytes is not explained`);
    }
    return core.ofBytes(bytes, flat, now, line, address);
  }
  const form = bytes === "not raw" ? readForm(body, core.fieldNames()) : bytes;
  if (typeof form === "string") return core.ofNoBody(form === "not text", flat, now, line, address);
  return core.ofFields(form, flat, now, line, address);
}

function reportOf(explained: Explained): Report {
  const report = new Report(explained.json(), explained.text(false), explained.text(true));
  explained.free();
  return report;
}

/** A missing environment variable is no secret to try. */
function readOthers(secrets: unknown): unknown[] {
  if (secrets === undefined || secrets === null) return [];
  if (Array.isArray(secrets)) return secrets.filter((secret) => secret !== undefined && secret !== null);
  throw new WebhookConfigError("invalid_option", "`otherSecrets` must be a list of texts or bytes");
}

interface GivenRequest {
  readonly body: unknown;
  readonly headers: unknown;
  readonly now: number;
  readonly line: string | undefined;
  readonly address: string | undefined;
}

const EXPLAIN_OPTIONS: readonly string[] = [...VERIFY_OPTIONS, "otherSecrets"];

/** The largest body that a Worker or a listener is likely to hold, and room for what a form has around it. */
const LONGEST_BODY = 16 * 1024 * 1024 + 64 * 1024;
