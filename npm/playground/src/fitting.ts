// Which options fit a provider, which a signed request needs, which headers it names: the core is asked, no table kept.

import {
  providers,
  Webhook,
  type Algorithm,
  type CustomScheme,
  type ProviderName,
  type SignOptions,
  type WebhookOptions,
} from "hookseal";

export type Provider = ProviderName | CustomScheme;
export type OptionName =
  "header" | "urlParameter" | "tolerance" | "senders" | "allowAnyTimestamp" | "allowUnauthenticated";
export type SignOptionName = "id" | "timestamp" | "algorithm" | "variant" | "form" | "url";

export interface Fitting {
  readonly options: ReadonlySet<OptionName>;
  readonly sign: ReadonlySet<SignOptionName>;
  /** The algorithms that the provider's signatures may name. */
  readonly algorithms: readonly Algorithm[];
  /** The headers that its signatures need, in lower case; null if it signs nothing. */
  readonly signatureHeaders: ReadonlySet<string> | null;
}

/** What fits a scheme that the core refuses. */
export const NOTHING: Fitting = { options: new Set(), sign: new Set(), algorithms: [], signatureHeaders: null };

/** What fits this provider. */
export function fitting(provider: Provider): Fitting {
  const base = BASES.find((options) => makes(provider, options));
  if (base === undefined) return NOTHING;
  const options = new Set(Object.keys(base).filter((name) => name !== "secret") as OptionName[]);
  for (const [name, value] of Object.entries(PROBES)) {
    if (makes(provider, { ...base, [name]: value })) options.add(name as OptionName);
  }
  // That nothing proves a request may be said only where no secret is given.
  if (makes(provider, { allowUnauthenticated: true })) options.add("allowUnauthenticated");
  const webhook = new Webhook(provider, base);
  const needed = SIGN_BASES.find((given) => signs(webhook, given)) ?? {};
  // Without a token in it, a URL is only handed back.
  const sign = new Set(Object.keys(needed) as SignOptionName[]);
  const algorithms = ALGORITHMS.filter((algorithm) => signs(webhook, { ...needed, algorithm }));
  if (algorithms.length > 1) sign.add("algorithm");
  if (signs(webhook, { ...needed, form: "urlencoded" })) sign.add("form");
  // A time that is not sent changes nothing.
  if (options.has("tolerance")) sign.add("timestamp");
  return { options, sign, algorithms, signatureHeaders: signatureHeaders(provider, base) };
}

function signatureHeaders(provider: Provider, base: WebhookOptions): ReadonlySet<string> | null {
  if (typeof provider === "object") return namedHeaders(provider);
  // Where a token is asked for, its place is as well.
  if (base !== BASES[0]) return null;
  const webhook = new Webhook(provider, base);
  const found = providers[provider].variants.flatMap(({ name: variant }) => {
    const given = [...SIGN_BASES].reverse().find((options) => signs(webhook, { ...options, variant }));
    return given === undefined ? [] : Object.keys(webhook.sign("{}", { ...given, variant }).headers);
  });
  return new Set(found.map((name) => name.toLowerCase()));
}

/** Not asked by signing: a scheme may sign headers that nobody can make up. Those with credentials are not told. */
function namedHeaders({ signature, timestamp, id, content }: CustomScheme): ReadonlySet<string> | null {
  if (signature === undefined) return null;
  const signed = Array.from((content ?? "").matchAll(/\{header:([^{}]+)\}/g), ([, name]) => name!);
  const harmless = signed.filter((name) => !CREDENTIAL.test(name));
  const names = [signature.header, timestamp?.header, id?.header, ...harmless];
  return new Set(names.filter((name) => name !== undefined).map((name) => name.toLowerCase()));
}

function makes(provider: Provider, options: WebhookOptions): boolean {
  try {
    return new Webhook(provider, options) !== null;
  } catch {
    return false;
  }
}

function signs(webhook: Webhook, options: SignOptions): boolean {
  try {
    return webhook.sign("{}", options).body.length > 0;
  } catch {
    return false;
  }
}

/** Bytes, which are taken for a key whatever encoding a provider writes its secrets in; nobody has them. */
const secret = new TextEncoder().encode("only-to-ask-which-options-fit-01");
const BASES: readonly WebhookOptions[] = [
  { secret },
  { secret, header: "X-Token" },
  { secret, urlParameter: "token" },
  { allowUnauthenticated: true },
];
const PROBES = { tolerance: 300, allowAnyTimestamp: true, senders: ["192.0.2.1"] } as const;
const SIGN_BASES: readonly SignOptions[] = [
  {},
  { id: "id" },
  { url: "https://example.com/" },
  { id: "id", url: "https://example.com/" },
];
const ALGORITHMS: readonly Algorithm[] = ["sha384", "sha512", "sha256", "sha1"];
const CREDENTIAL = /^(?:proxy-)?authorization$|cookie|secret|token|api-?key/i;
