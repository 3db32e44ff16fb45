// The endpoint that both tabs work with: provider, options, secrets; and where its mistakes are shown.

import {
  providers,
  type CustomScheme,
  type ProviderName,
  type WebhookConfigError,
  type WebhookOptions,
} from "hookseal";
import { byId, make, say } from "./dom.js";
import { fitting, NOTHING, type Fitting, type OptionName, type Provider } from "./fitting.js";
import { OptionFields } from "./option-fields.js";
import { SecretList } from "./secrets.js";

/** What is filled in about an endpoint, without its secrets: what a link may carry. */
export interface EndpointText {
  readonly provider: string;
  readonly scheme: string;
  readonly options: Partial<Record<OptionName, string>>;
}

export class Endpoint {
  readonly #select = byId<HTMLSelectElement>("provider");
  readonly #scheme = byId<HTMLTextAreaElement>("scheme");
  readonly #options: OptionFields<OptionName>;
  readonly #secrets: SecretList;
  readonly #others: SecretList;
  readonly #changed: () => void;
  #fitting: Fitting;

  constructor(changed: () => void) {
    this.#changed = () => {
      this.#fit();
      changed();
    };
    this.#options = new OptionFields(byId("options"), OPTIONS);
    this.#secrets = new SecretList(byId("secrets"), "secret", changed);
    this.#others = new SecretList(byId("others"), "other secret", changed);
    const rows = Object.values(providers).map(({ name, title }) => make("option", { value: name }, title));
    this.#select.append(...rows, make("option", { value: CUSTOM }, "a scheme of your own"));
    this.#select.value = FIRST;
    this.#fitting = this.#fit();
    for (const element of [this.#select, this.#scheme, byId("options")]) {
      element.addEventListener("input", this.#changed);
    }
  }

  /** The provider's name or the custom scheme; null if its JSON cannot be read. */
  get provider(): Provider | null {
    if (this.#select.value !== CUSTOM) return this.#select.value as ProviderName;
    try {
      return JSON.parse(this.#scheme.value) as CustomScheme;
    } catch {
      return null;
    }
  }

  /** What fits the provider. */
  get fitting(): Fitting {
    return this.#fitting;
  }

  get secrets(): string[] {
    return this.#secrets.values();
  }

  get others(): string[] {
    return this.#others.values();
  }

  /** The options of `Webhook`, with the secrets. */
  options(): WebhookOptions {
    const { tolerance, senders, allowAnyTimestamp, allowUnauthenticated, ...texts } = this.#options.values();
    const secrets = this.secrets;
    return {
      ...texts,
      ...(tolerance === undefined ? {} : { tolerance: Number(tolerance) }),
      ...(senders === undefined ? {} : { senders: senders.split(/[\s,]+/) }),
      ...(allowAnyTimestamp === undefined ? {} : { allowAnyTimestamp: true }),
      ...(allowUnauthenticated === undefined ? {} : { allowUnauthenticated: true }),
      ...(secrets.length > 1 ? { secrets } : secrets.length === 1 ? { secret: secrets[0] } : {}),
    };
  }

  /** The options of `Webhook` without any secret, as somebody would write them into code. */
  optionsForCode(): Readonly<Record<string, unknown>> {
    const { secret: _one, secrets: _all, ...rest } = this.options();
    return rest;
  }

  text(): EndpointText {
    const custom = this.#select.value === CUSTOM;
    return { provider: this.#select.value, scheme: custom ? this.#scheme.value : "", options: this.#options.values() };
  }

  /** Fills in all but the secrets, which stay as they are. An unknown provider is left out. */
  fill({ provider, scheme, options }: EndpointText): void {
    if (provider === CUSTOM || Object.hasOwn(providers, provider)) this.#select.value = provider;
    this.#scheme.value = scheme;
    this.#fit();
    this.#options.fill(options);
  }

  fillSecrets(secrets: readonly string[]): void {
    this.#secrets.fill(secrets);
  }

  /** Shows what the core says about the configuration where it can be mended; null takes it away. */
  blame(error: WebhookConfigError | null): void {
    this.#options.clear();
    const aboutSecret = error !== null && SECRET_CODES.includes(error.code);
    say(byId("secrets-error"), aboutSecret ? error.message : "");
    this.#secrets.mark(aboutSecret);
    const elsewhere = error !== null && !aboutSecret && !this.#options.blame(error.message);
    say(byId("provider-error"), elsewhere ? error.message : "");
  }

  #fit(): Fitting {
    const custom = this.#select.value === CUSTOM;
    byId("scheme-field").hidden = !custom;
    const provider = this.provider;
    this.#fitting = provider === null ? NOTHING : fitting(provider);
    this.#options.show(this.#fitting.options);
    const hint = byId("provider-hint");
    const source = typeof provider === "string" ? providers[provider].source : SCHEMES_PAGE;
    hint.replaceChildren(
      source.startsWith("https:")
        ? make("a", { href: source, rel: "noreferrer" }, custom ? "How to write one" : "How it signs")
        : source,
    );
    return this.#fitting;
  }
}

const CUSTOM = "custom";
const FIRST: ProviderName = "transcodely";
const SCHEMES_PAGE = "https://github.com/hookseal/hookseal/blob/main/docs/custom-schemes.md";
const SECRET_CODES: readonly string[] = ["missing_secret", "invalid_secret"];
const OPTIONS = {
  header: { label: "Header that holds the token", kind: "text", placeholder: "X-My-Webhook-Secret" },
  urlParameter: { label: "URL parameter that holds the token", kind: "text", placeholder: "token" },
  tolerance: { label: "Tolerance in seconds", kind: "number", placeholder: "300" },
  senders: { label: "Senders", kind: "text", placeholder: "any, or: us, eu, 192.0.2.0/24" },
  allowAnyTimestamp: { label: "take a timestamp of any age", kind: "switch" },
  allowUnauthenticated: { label: "take requests that prove nothing", kind: "switch" },
} as const;
