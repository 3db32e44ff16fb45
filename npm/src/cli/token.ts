// Where a static token stands in a request. Wherever the request is shown or saved, its length takes its place.

import type { CustomScheme } from "../index.js";

/** The header or the URL parameter that carries a token. */
export interface TokenPlace {
  readonly header?: string | undefined;
  readonly parameter?: string | undefined;
}

/** A request as far as a token can stand in it. */
export interface Carrier {
  readonly headers: readonly (readonly [string, string])[];
  readonly url: string | null;
}

/** The token's place, null for a provider that signs. */
export function tokenPlace(
  provider: string | CustomScheme,
  { headerName, urlParameter }: { readonly headerName?: string; readonly urlParameter?: string },
): TokenPlace | null {
  const scheme = typeof provider === "object" && provider !== null ? provider.token : undefined;
  const header = headerName ?? scheme?.header;
  const parameter = urlParameter ?? scheme?.urlParameter;
  return header === undefined && parameter === undefined ? null : { header, parameter };
}

/** The same request with `masked:<length>` for the token. */
export function masked({ headers, url }: Carrier, place: TokenPlace | null): Carrier {
  if (place === null) return { headers, url };
  const name = place.header?.toLowerCase();
  return {
    headers: headers.map(([key, value]) => [key, key.toLowerCase() === name ? mask(value) : value] as const),
    url: url === null ? null : maskParameter(url, place.parameter),
  };
}

/** Whether the value at the token's place was masked when the request was saved. */
export function isMasked(carrier: Carrier, place: TokenPlace | null): boolean {
  if (place === null) return false;
  const name = place.header?.toLowerCase();
  const inHeader = carrier.headers.some(([key, value]) => key.toLowerCase() === name && MASKED.test(value));
  return inHeader || parameters(carrier.url ?? "", place.parameter).some((value) => MASKED.test(value));
}

function mask(value: string): string {
  return MASKED.test(value) ? value : `masked:${value.length}`;
}

function maskParameter(url: string, name: string | undefined): string {
  if (name === undefined) return url;
  const [, path, query, fragment] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url)!;
  if (query === undefined) return url;
  const pairs = query.slice(1).split("&").map((pair) => {
    const [entry] = new URLSearchParams(pair);
    return entry?.[0] === name ? `${pair.split("=")[0]}=${mask(entry[1])}` : pair;
  });
  return `${path}?${pairs.join("&")}${fragment ?? ""}`;
}

function parameters(url: string, name: string | undefined): string[] {
  if (name === undefined) return [];
  const query = /\?([^#]*)/.exec(url)?.[1] ?? "";
  return new URLSearchParams(query).getAll(name);
}

const MASKED = /^masked:\d+$/;
