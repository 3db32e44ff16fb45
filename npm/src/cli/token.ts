// Where a request shows a secret. Wherever the request is printed or kept, the secret's length takes its place.

import type { CustomScheme, WebhookOptions } from "../index.js";
import { decodings, plain } from "./decodings.js";

/** The header or the URL parameter that carries a token, neither for a provider that signs; and what is known. */
export interface TokenPlace {
  readonly header: string | undefined;
  readonly parameter: string | undefined;
  /** The secrets, also without their prefix. */
  readonly known: readonly string[];
}

/** A request as far as a secret can stand in it. */
export interface Carrier {
  readonly headers: readonly (readonly [string, string])[];
  readonly url: string | null;
}

/** The token's place. What is no place is for the core to refuse. */
export function tokenPlace(provider: string | CustomScheme, options: WebhookOptions): TokenPlace {
  const scheme: unknown = typeof provider === "object" && provider !== null ? provider.token : undefined;
  const { header, urlParameter } = (scheme ?? {}) as Readonly<Record<string, unknown>>;
  return {
    header: text(options.header ?? header)?.toLowerCase(),
    parameter: text(options.urlParameter ?? urlParameter),
    known: (options.secrets ?? []).flatMap((secret) => (typeof secret === "string" ? writings(secret) : [])),
  };
}

/** The same request with `masked:<length>` at the token's place, and wherever else a known secret stands. */
export function masked<C extends Carrier>(carrier: C, place: TokenPlace): C {
  const isSecret = (value: string): boolean => holds(value, place.known);
  return {
    ...carrier,
    headers: carrier.headers.map(([name, value]): readonly [string, string] => {
      return [name, name.toLowerCase() === place.header || isSecret(value) ? mask(value) : value];
    }),
    url: carrier.url && maskUrl(carrier.url, isSecret, (name, value) => {
      return name === place.parameter || isSecret(value);
    }),
  };
}

/**
 * The same for a request of anybody: another token may stand at any place, an old one or one of another endpoint. So
 * where a token proves the sender, only what is known to be harmless stays: some headers, the path, parameters' names.
 */
export function maskedStrictly<C extends Carrier>(carrier: C, place: TokenPlace): C {
  if (!hasToken(place)) return masked(carrier, place);
  const isSecret = (value: string): boolean => holds(value, place.known);
  return {
    ...carrier,
    headers: carrier.headers.map(([name, value]): readonly [string, string] => {
      return [name, !HARMLESS.has(name.toLowerCase()) || isSecret(value) ? mask(value) : value];
    }),
    url: carrier.url && maskUrl(carrier.url, isSecret, () => true),
  };
}

/** Whether a token is what proves the sender. */
export function hasToken({ header, parameter }: TokenPlace): boolean {
  return header !== undefined || parameter !== undefined;
}

/** Whether the value at the token's place was masked when the request was saved. */
export function isMasked({ headers, url }: Carrier, place: TokenPlace): boolean {
  const inHeader = headers.some(([name, value]) => name.toLowerCase() === place.header && MASKED.test(value));
  const query = new URLSearchParams(/\?([^#]*)/.exec(url ?? "")?.[1] ?? "");
  return inHeader || [...query].some(([name, value]) => name === place.parameter && MASKED.test(value));
}

/** Whether anything of a request is masked. */
export function hasMasked({ headers, url }: Carrier): boolean {
  return headers.some(([, value]) => MASKED.test(value)) || MASKED_IN_URL.test(url ?? "");
}

/** The request without the headers and the parameters that are masked, and their names. */
export function withoutMasked<C extends Carrier & { readonly url: string }>(carrier: C): { left: C; names: string[] } {
  const { headers, url } = carrier;
  const [address, query] = url.split(/\?(.*)/s) as [string, string | undefined];
  const pairs = query?.split("&") ?? [];
  const kept = pairs.filter((pair) => !MASKED_IN_URL.test(pair));
  const left = {
    ...carrier,
    headers: headers.filter(([, value]) => !MASKED.test(value)),
    url: kept.length > 0 ? `${address}?${kept.join("&")}` : address,
  };
  const names = [
    ...headers.flatMap(([name, value]) => (MASKED.test(value) ? [name] : [])),
    ...pairs.flatMap((pair) => (kept.includes(pair) ? [] : [decoded(pair.split("=")[0]!)])),
  ];
  return { left, names };
}

function maskUrl(
  url: string,
  isSecret: (text: string) => boolean,
  hides: (name: string, value: string) => boolean,
): string {
  const [, origin = "", path, query, fragment] = URL_PARTS.exec(url)!;
  const parts = path!.split("/").map((part) => (isSecret(part) ? mask(decoded(part)) : part));
  const pairs = query?.slice(1).split("&").map((pair) => maskPair(pair, isSecret, hides));
  const shown = [
    isSecret(origin) ? mask(origin) : origin,
    // A secret may have slashes.
    isSecret(parts.join("/")) ? `/${mask(decoded(path!))}` : parts.join("/"),
    pairs === undefined ? "" : `?${pairs.join("&")}`,
    fragment === undefined || !hides("", fragment) ? (fragment ?? "") : `#${mask(decoded(fragment.slice(1)))}`,
  ].join("");
  return isSecret(shown) ? mask(decoded(url)) : shown;
}

function maskPair(
  pair: string,
  isSecret: (text: string) => boolean,
  hides: (name: string, value: string) => boolean,
): string {
  const [name, ...rest] = pair.split("=");
  const [shown, value] = [decoded(name!), decoded(rest.join("="))];
  // A token may stand there alone.
  if (rest.length === 0) return pair !== "" && hides("", pair) ? mask(shown) : pair;
  const left = isSecret(name!) ? mask(shown) : name!;
  return hides(shown, rest.join("=")) ? `${left}=${mask(value)}` : `${left}=${rest.join("=")}`;
}

function mask(value: string): string {
  return MASKED.test(value) ? value : `masked:${[...value].length}`;
}

/** As a form writes it: `%41` and `+`. */
function decoded(part: string): string {
  return new URLSearchParams(`=${part.replaceAll("&", "%26")}`).get("")!;
}

function holds(value: string, known: readonly string[]): boolean {
  if (known.length === 0) return false;
  return decodings(value).some((each) => known.some((secret) => each.includes(secret)));
}

/** A secret as it may stand in a request. */
function writings(secret: string): string[] {
  const trimmed = secret.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  const bare = /^[A-Za-z]{2,12}_(.{8,})$/s.exec(trimmed)?.[1];
  return [trimmed, bare ?? ""].filter((each) => each !== "").map(plain);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

const MASKED = /^masked:\d+$/;
const MASKED_IN_URL = /(?:^|[/?&=#])masked:\d+(?=$|[/?&=#])/;
const URL_PARTS = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?$/is;

/** Headers that servers and proxies read, and in which no provider has a token. */
const HARMLESS = new Set([
  ..."accept accept-charset accept-encoding accept-language cache-control connection content-encoding".split(" "),
  ..."content-length content-type date expect host keep-alive pragma te trailer transfer-encoding upgrade".split(" "),
  ..."user-agent via x-forwarded-for x-forwarded-host x-forwarded-port x-forwarded-proto x-real-ip".split(" "),
]);
