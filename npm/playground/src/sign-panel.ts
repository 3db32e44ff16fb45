// The tab that plays the sender: signs a body as the provider would, and writes the request down.

import { providers, Webhook, WebhookConfigError, type SignedRequest, type SignOptions } from "hookseal";
import { BodyEditor } from "./body-editor.js";
import { concat, encode, summary } from "./bytes.js";
import { copy, download } from "./copy.js";
import { writeCurl } from "./curl-writer.js";
import { byId, say } from "./dom.js";
import type { Endpoint } from "./endpoint.js";
import type { SignOptionName } from "./fitting.js";
import { writeHeaders, type Headers } from "./headers.js";
import { maskSecrets } from "./mask.js";
import { OptionFields } from "./option-fields.js";
import { showBytes } from "./show-bytes.js";
import { sentence } from "./words.js";

/** A request that was signed, and the URL to post it to. */
export interface Signed {
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly url: string;
}

export class SignPanel {
  readonly #endpoint: Endpoint;
  readonly #body: BodyEditor;
  readonly #options: OptionFields<SignOptionName>;
  #signed: Signed | null = null;
  /** The sample that was filled in, which makes way for that of another provider unless it was changed. */
  #sample = "";

  /** `verify` is given the request when somebody wants to verify it. */
  constructor(endpoint: Endpoint, verify: (signed: Signed) => void) {
    this.#endpoint = endpoint;
    this.#body = new BodyEditor(byId("sign-body"), () => this.update());
    // The same bytes are shown beside it.
    byId("sign-body").querySelector("details")!.open = false;
    this.#options = new OptionFields(byId("sign-options"), OPTIONS);
    this.#options.fill({ id: newId(), url: HERE });
    byId("sign-options").addEventListener("input", () => this.update());
    const given = (act: (signed: Signed) => void) => () => this.#signed !== null && act(this.#signed);
    const hint = byId("copy-hint");
    const on = (id: string, act: (signed: Signed) => void) => byId(id).addEventListener("click", given(act));
    on("verify-this", verify);
    on("copy-curl", ({ url, headers, body }) => void copy(writeCurl(url, headers, body), "curl command", hint));
    on("copy-headers", ({ headers }) => void copy(writeHeaders(headers), "headers", hint));
    on("download-body", ({ body }) => download(body, "body.bin"));
    on("download-request", (signed) => download(rawRequest(signed), "request.http"));
  }

  /** Signs what is filled in. */
  update(): void {
    const { fitting, provider } = this.#endpoint;
    this.#options.show(fitting.sign);
    this.#options.offer("algorithm", [DEFAULT, ...fitting.algorithms], DEFAULT);
    this.#offerVariants();
    this.#offerSample();
    const body = this.#body.read();
    if (provider === null) return this.#fail("Not configured", "The scheme is not JSON.");
    if (typeof body === "string") return this.#fail("Not yet readable", "The body cannot be read.");
    if (this.#endpoint.secrets.length === 0)
      return this.#fail("Nothing to sign with yet", "Give a secret above.", "idle");
    try {
      const webhook = new Webhook(provider, this.#endpoint.options());
      this.#endpoint.blame(null);
      this.#options.clear();
      this.#show(webhook.sign(body, this.#read()));
    } catch (error) {
      if (!(error instanceof WebhookConfigError)) throw error;
      if (!this.#options.blame(error.message)) this.#endpoint.blame(error);
      this.#fail(`Not signed: ${error.code}`, sentence(error.message));
    }
  }

  /** The time at which it was signed, if one was given. */
  get timestamp(): string {
    return this.#options.values().timestamp ?? "";
  }

  #read(): SignOptions {
    const { timestamp, algorithm, form, ...texts } = this.#options.values();
    return {
      ...texts,
      ...(timestamp === undefined ? {} : { timestamp: Number(timestamp) }),
      ...(algorithm === undefined || algorithm === DEFAULT ? {} : { algorithm: algorithm as never }),
      ...(form === undefined ? {} : { form: form as never }),
    };
  }

  #show(signed: SignedRequest): void {
    const headers = Object.entries(signed.headers);
    const url = signed.url ?? HERE;
    const { body } = signed;
    this.#signed = { headers, body, url };
    const { secrets } = this.#endpoint;
    const shown = (text: string) => maskSecrets(text, secrets);
    byId("signed").dataset["state"] = "verified";
    say(byId("signed-headline"), "Signed");
    say(byId("signed-reason"), "Exactly as the provider would post it.");
    byId("signed-headers").textContent = shown(writeHeaders(headers));
    showBytes(byId("signed-body"), body);
    say(byId("signed-body-hint"), summary(body));
    const command = writeCurl(url, headers, body);
    byId("curl").textContent = shown(command);
    const masks = shown(command) !== command;
    say(
      byId("curl-hint"),
      masks ? "The token is masked here; what is copied or saved holds it." : "For bash, zsh or ksh.",
    );
    this.#showActions(true);
  }

  #fail(headline: string, reason: string, state = "wrong"): void {
    this.#signed = null;
    byId("signed").dataset["state"] = state;
    say(byId("signed-headline"), headline);
    say(byId("signed-reason"), reason);
    this.#showActions(false);
  }

  #showActions(shown: boolean): void {
    byId("signed-actions").hidden = !shown;
    byId("signed-card").hidden = !shown;
  }

  #offerVariants(): void {
    const { provider, fitting } = this.#endpoint;
    if (typeof provider !== "string" || providers[provider].variants.length < 2) return;
    const { variants, defaultVariant } = providers[provider];
    this.#options.offer(
      "variant",
      variants.map(({ name }) => name),
      defaultVariant,
    );
    this.#options.show(new Set([...fitting.sign, "variant"]));
  }

  #offerSample(): void {
    const { provider } = this.#endpoint;
    const sample = (typeof provider === "string" ? SAMPLES[provider] : undefined) ?? "{}";
    const body = this.#body.read();
    if (sample === this.#sample || typeof body === "string") return;
    const untouched = body.length === 0 || body.join() === encode(this.#sample).join();
    if (!untouched) return;
    this.#sample = sample;
    this.#body.fill(encode(sample));
  }
}

/** The request as it goes over the wire, for tools that read one from a file. */
function rawRequest({ url, headers, body }: Signed): Uint8Array<ArrayBuffer> {
  const { pathname, search, host } = new URL(url, HERE);
  const lines = [
    `POST ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    `Content-Length: ${body.length}`,
    writeHeaders(headers),
  ];
  return concat([encode(`${lines.join("\r\n").replace(/\r?\n/g, "\r\n")}\r\n\r\n`), body]);
}

function newId(): string {
  return `msg_${crypto.randomUUID().replaceAll("-", "")}`;
}

/** Where a receiver is most likely to be tried. */
const HERE = "http://127.0.0.1:3000/";
const DEFAULT = "the documented one";
const OPTIONS = {
  id: { label: "Delivery id", kind: "text" },
  timestamp: { label: "Timestamp in Unix seconds", kind: "number", placeholder: "now" },
  variant: { label: "Variant", kind: [DEFAULT] },
  algorithm: { label: "Algorithm", kind: [DEFAULT] },
  form: { label: "Form", kind: ["multipart", "urlencoded"] },
  url: { label: "URL of the receiver", kind: "text", placeholder: HERE },
} as const;
