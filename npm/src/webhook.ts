// One configured endpoint: it verifies and signs. Everything is decided in the core; here values are handed over.

import { readBytes, readFields, type Body, type FormBody, type Unreadable } from "./body.js";
import { readConfiguration, toJson } from "./configuration.js";
import { longestForm, startCore, type CoreWebhook } from "./core.js";
import type { Delivery } from "./delivery.js";
import { WebhookConfigError } from "./errors.js";
import type { EventOf } from "./events.js";
import type { Report } from "./explain/report.js";
import { loadedExplainer, type Setup } from "./explainer.js";
import { readFailure, readRefusal } from "./failure.js";
import { providers, type ProviderName } from "./generated.js";
import { HeaderReader, type HeadersInput } from "./headers.js";
import type {
  ExplainOptions, Secret, SignOptions, SignedRequest, VerifyOptions, WebhookOptions,
} from "./options.js";
import type { Policy, Provider } from "./provider.js";
import { checkOptions, readClock, readLine, readText, VERIFY_OPTIONS } from "./request-options.js";
import type { CustomScheme } from "./scheme.js";
import { delivery } from "./verified.js";

/**
 * One configured endpoint: a provider or scheme, its secrets, its options. Make it once and keep it.
 *
 * @example
 * ```ts
 * const webhook = new Webhook("transcodely", process.env.TRANSCODELY_SECRET);
 * const delivery = webhook.verify(body, request.headers); // throws WebhookVerificationError
 * delivery.json(); // a TranscodelyEvent
 * ```
 */
export class Webhook<P extends ProviderName | CustomScheme = ProviderName | CustomScheme> {
  /** The provider's name, or that of the custom scheme. */
  readonly provider: string;
  /** The endpoint's own name, null if it has none. */
  readonly name: string | null;
  /** What the provider documents about delivering, for the variant that `sign` uses; null if nothing. */
  readonly policy: Policy | null;
  readonly #core: CoreWebhook;
  readonly #headers: HeaderReader;
  readonly #variants: readonly string[];
  /** Where the core leaves what it has proved: the index of the first number. */
  readonly #facts: number;
  /** Names of the form fields that are looked for; none if the body is signed as it is. */
  readonly #fields: readonly string[] | null;
  /** What `explain` makes its own webhook of. */
  readonly #setup: Setup;

  /**
   * @param provider a provider's name, or a scheme of your own
   * @param secret the secret, or options
   * @throws WebhookConfigError what is wrong with them, or `wasm_blocked` where WebAssembly may not be compiled
   */
  constructor(provider: P, secret?: Secret | WebhookOptions | undefined, ...more: never[]) {
    const Core = startCore();
    if (more.length > 0) {
      throw new WebhookConfigError("invalid_option", "options take the place of the secret: `{ secret, tolerance }`");
    }
    const setup = { provider: toJson(provider, "invalid_scheme"), configuration: readConfiguration(secret) };
    const { name, options, hasSecret, hasSecrets, kinds, lengths, bytes } = setup.configuration;
    try {
      this.#core = new Core(setup.provider, options, hasSecret, hasSecrets, kinds, lengths, bytes);
    } catch (failure) {
      bytes.fill(0);
      throw readFailure(failure);
    }
    this.#setup = setup;
    this.#headers = new HeaderReader(this.#core.headerNames());
    this.#variants = this.#core.variantNames();
    this.#facts = this.#core.facts() / Float64Array.BYTES_PER_ELEMENT;
    this.#fields = this.#core.takesForm() ? this.#core.fieldNames() : null;
    this.provider = this.#core.provider();
    this.name = name;
    this.policy = defaultPolicy(provider);
    Object.freeze(this);
  }

  /**
   * Verifies one request.
   *
   * @param body the body's bytes exactly as received, or a well-formed text; for a provider that signs a form field
   *   also the parsed form
   * @param headers the headers, as the runtime hands them out
   * @returns what was proved, with the authenticated bytes
   * @throws WebhookVerificationError why the request is refused
   * @throws WebhookConfigError `invalid_option` if `now` is no Unix time in seconds; `unknown_option`
   */
  verify(body: Body | FormBody, headers: HeadersInput, options?: VerifyOptions): Delivery<EventOf<P>> {
    try {
      if (options !== undefined && options !== null) checkOptions(options, "verify", VERIFY_OPTIONS);
      // Own members only: what somebody put on the prototype of all objects is no option.
      const given: VerifyOptions = { __proto__: null, ...options } as VerifyOptions;
      const now = readClock(given.now);
      const line = readLine(given.method, given.url);
      const address = readText(given.remoteAddress);
      const bytes = readBytes(body);
      if (this.#fields !== null) return this.#verifyForm(bytes, body, this.#fields, headers, now, line, address);
      if (typeof bytes === "string") return this.#refuse(bytes, now);
      const packed = this.#headers.pack(headers);
      if (bytes.length <= PIECE) this.#core.verify(packed, bytes, now, line, address);
      else this.#verifyPieces(packed, bytes, now, line, address);
      return delivery(this.#core, this.provider, this.#variants, this.#facts, bytes);
    } catch (failure) {
      throw readRefusal(failure);
    }
  }

  /**
   * Says why a request is refused, as far as that can be found out: for people, never in the answer to a sender. It
   * takes up to 16,384 MACs.
   *
   * @param body as for `verify`, or what was handed over instead of it
   * @param headers all headers of the request, as the runtime hands them out
   * @returns what was seen and what was found; it holds the signed content, but no secret and no signature
   * @throws WebhookConfigError `explain_not_loaded` unless `hookseal/explain` was imported; `invalid_option` or
   *   `unknown_option`
   *
   * @example
   * ```ts
   * import "hookseal/explain";
   * console.error(`${webhook.explain(body, request.headers)}`);
   * ```
   */
  explain(body: Body | FormBody | null | undefined, headers: HeadersInput, options?: ExplainOptions): Report {
    return loadedExplainer()(this.#setup, body, headers, options);
  }

  /**
   * Signs a body as the provider would, so that a receiver can be tried without the provider.
   *
   * @param body the body to send; for a provider that posts a form the value of its signed field
   * @returns headers, body and URL to post
   * @throws WebhookConfigError `invalid_option` or `unknown_option`
   */
  sign(body: Body, options: SignOptions = {}): SignedRequest {
    const bytes = readBytes(body);
    if (typeof bytes === "string") {
      throw new WebhookConfigError("invalid_option", "the body to sign must be bytes or well-formed text");
    }
    const json = toJson(options, "invalid_option");
    try {
      const signed = this.#core.sign(bytes, json, readClock(undefined));
      const flat = signed.headers();
      const headers: Record<string, string> = {};
      for (let index = 0; index + 1 < flat.length; index += 2) headers[flat[index]!] = flat[index + 1]!;
      const request = { headers, body: signed.body() as Uint8Array<ArrayBuffer>, url: signed.url() ?? null };
      signed.free();
      return request;
    } catch (failure) {
      throw readFailure(failure);
    }
  }

  /** The core sees one piece at a time, so that its memory does not grow with the body. */
  #verifyPieces(headers: string, bytes: Uint8Array, now: number, line?: string, address?: string): void {
    const streamed = this.#core.start(headers, now, line);
    try {
      for (let from = 0; from < bytes.length; from += PIECE) streamed.update(bytes.subarray(from, from + PIECE));
      this.#core.end(streamed, now, address);
    } finally {
      streamed.free();
    }
  }

  #verifyForm(
    bytes: Uint8Array | Unreadable,
    body: unknown,
    names: readonly string[],
    headers: unknown,
    now: number,
    line?: string,
    address?: string,
  ): Delivery<EventOf<P>> {
    const form = bytes === "not raw" ? readFields(body, names) : bytes;
    if (typeof form === "string") return this.#refuse(form, now);
    const packed = this.#headers.pack(headers);
    // Of a longer form, one byte more is enough for the core to refuse it.
    const field = Array.isArray(form)
      ? this.#core.verifyFields(packed, form, now, line, address)
      : this.#core.verifyForm(packed, form.subarray(0, longestForm() + 1), now, line, address);
    return delivery(this.#core, this.provider, this.#variants, this.#facts, field as Uint8Array<ArrayBuffer>);
  }

  #refuse(why: Unreadable, now: number): never {
    this.#core.refuseBody(why === "not text", now);
    throw new TypeError("a body that cannot be read was not refused");
  }
}

function defaultPolicy(provider: ProviderName | CustomScheme): Policy | null {
  if (typeof provider !== "string") return null;
  const row: Provider = providers[provider];
  return row.variants.find(({ name }) => name === row.defaultVariant)?.policy ?? null;
}

/** The most that goes into the core at once, in bytes. */
const PIECE = 64 * 1024;
