// Where a static token stands in a request. Wherever the request is shown or saved, its length takes its place.

import type { CustomScheme, WebhookOptions } from "../index.js";

/** The header or the URL parameter that carries a token, and the tokens that are known. */
export interface TokenPlace {
  readonly header: string | undefined;
  readonly parameter: string | undefined;
  readonly known: readonly string[];
}

/** A request as far as a token can stand in it. */
export interface Carrier {
  readonly headers: readonly (readonly [string, string])[];
  readonly url: string | null;
}

/** The token's place, null for a provider that signs. */
export function tokenPlace(provider: string | CustomScheme, options: WebhookOptions): TokenPlace | null {
  const scheme = typeof provider === "object" && provider !== null ? provider.token : undefined;
  const header = options.header ?? scheme?.header;
  const parameter = options.urlParameter ?? scheme?.urlParameter;
  if (header === undefined && parameter === undefined) return null;
  const known = (options.secrets ?? []).filter(
    (secret): secret is string => typeof secret === "string" && secret !== "",
  );
  return { header: header?.toLowerCase(), parameter, known };
}

/** The same request with `masked:<length>` at the token's place, and wherever else a known token stands. */
export function masked<C extends Carrier>(carrier: C, place: TokenPlace | null): C {
  if (place === null) return carrier;
  const isToken = (value: string): boolean => place.known.some((token) => value.includes(token));
  const headers = carrier.headers.map(([name, value]): readonly [string, string] => {
    return [name, name.toLowerCase() === place.header || isToken(value) ? mask(value) : value];
  });
  return { ...carrier, headers, url: carrier.url === null ? null : maskUrl(carrier.url, place, isToken) };
}

/** Whether the value at the token's place was masked when the request was saved. */
export function isMasked({ headers, url }: Carrier, place: TokenPlace | null): boolean {
  if (place === null) return false;
  const inHeader = headers.some(([name, value]) => name.toLowerCase() === place.header && MASKED.test(value));
  return inHeader || parameters(url).some(([name, value]) => name === place.parameter && MASKED.test(value));
}

/** Whether any value of a request is a masked one. */
export function hasMasked({ headers, url }: Carrier): boolean {
  return [...headers, ...parameters(url)].some(([, value]) => MASKED.test(value));
}

function maskUrl(url: string, { parameter }: TokenPlace, isToken: (value: string) => boolean): string {
  const [, path, query, fragment] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url)!;
  const parts = path!.split("/").map((part) => (isToken(decode(part)) ? mask(decode(part)) : part));
  const pairs = query
    ?.slice(1)
    .split("&")
    .map((pair) => {
      const [entry] = new URLSearchParams(pair);
      if (entry === undefined) return pair;
      return entry[0] === parameter || isToken(entry[1]) ? `${pair.split("=")[0]}=${mask(entry[1])}` : pair;
    });
  return `${parts.join("/")}${pairs === undefined ? "" : `?${pairs.join("&")}`}${fragment ?? ""}`;
}

function mask(value: string): string {
  return MASKED.test(value) ? value : `masked:${value.length}`;
}

function parameters(url: string | null): [string, string][] {
  return [...new URLSearchParams(/\?([^#]*)/.exec(url ?? "")?.[1] ?? "")];
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const MASKED = /^masked:\d+$/;
