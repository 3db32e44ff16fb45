// A link to what is filled in, in the fragment of the address, which no browser sends; secrets never go into it.

import { decode, fromBase64, toBase64, encode } from "./bytes.js";
import type { EndpointText } from "./endpoint.js";
import type { OptionName, Provider } from "./fitting.js";
import { readHeaders, writeHeaders } from "./headers.js";
import { maskHeaders, maskSecrets, maskUrl } from "./mask.js";

/** What is filled in, but for the secrets. */
export interface Shared {
  readonly endpoint: EndpointText;
  readonly headers: string;
  readonly url: string;
  readonly address: string;
  /** Null if it is left out. */
  readonly body: Uint8Array<ArrayBuffer> | null;
  readonly clock: string;
  readonly fixed: string;
}

export interface Link {
  readonly fragment: string;
  /** What was left out or masked, in words; empty if nothing was. */
  readonly left: string;
}

/** Writes the link. What cannot be shown to be free of secrets is left out. */
export function writeLink(
  shared: Shared,
  provider: Provider | null,
  options: ReadonlySet<OptionName>,
  secrets: readonly string[],
): Link {
  const left: string[] = [];
  const token = typeof provider === "object" ? provider?.token : undefined;
  const headers = readHeaders(shared.headers);
  const { body } = shared;
  const hides = body !== null && secrets.some((secret) => secret !== "" && holds(body, secret));
  const tooLong = body !== null && body.length > LONGEST;
  if (hides) left.push("the body, which holds a secret");
  else if (tooLong) left.push(`the body, which is longer than ${LONGEST.toLocaleString("en")} bytes`);
  if (typeof headers === "string") left.push("the headers, which cannot be read");
  const parts: [string, string][] = [
    ["provider", shared.endpoint.provider],
    ["scheme", shared.endpoint.scheme],
    ...Object.entries(shared.endpoint.options).map(([name, value]): [string, string] => [`option.${name}`, value]),
    [
      "headers",
      typeof headers === "string" ? "" : writeHeaders(maskHeaders(headers, options, token?.header !== undefined)),
    ],
    ["url", maskUrl(shared.url, options, token?.urlParameter !== undefined)],
    ["address", shared.address],
    ["clock", shared.clock],
    ["fixed", shared.clock === "fixed" ? shared.fixed : ""],
  ];
  const masked = parts.map(([name, value]): [string, string] => [name, maskSecrets(value, secrets)]);
  if (masked.some(([, value]) => value.includes("masked:")))
    left.push("values at a token's place, of which only the length is told");
  const kept = masked.filter(([, value]) => value !== "");
  if (body !== null && !hides && !tooLong) kept.push(["body", base64url(body)]);
  return { fragment: `#${new URLSearchParams(kept)}`, left: left.join("; ") };
}

/** Reads a fragment; null if there is none of ours. It is somebody else's text: each part must be what it should. */
export function readLink(fragment: string): Shared | null {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  if (!parts.has("provider")) return null;
  const get = (name: string) => parts.get(name) ?? "";
  const options: Partial<Record<OptionName, string>> = {};
  for (const name of OPTIONS) if (parts.has(`option.${name}`)) options[name] = get(`option.${name}`);
  return {
    endpoint: { provider: get("provider"), scheme: get("scheme"), options },
    headers: get("headers"),
    url: get("url"),
    address: get("address"),
    body: fromBase64(get("body")),
    clock: CLOCKS.includes(get("clock")) ? get("clock") : "now",
    fixed: get("fixed"),
  };
}

/** Whether the secret stands in the bytes, as written, in JSON or percent-encoded. */
function holds(bytes: Uint8Array, secret: string): boolean {
  // Byte by byte, so that bytes that are not UTF-8 hide nothing.
  const text = decode(bytes) ?? Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return maskSecrets(text, [secret]) !== text || text.includes(toBase64(encode(secret)));
}

function base64url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

const OPTIONS: readonly OptionName[] = [
  "header",
  "urlParameter",
  "tolerance",
  "senders",
  "allowAnyTimestamp",
  "allowUnauthenticated",
];
const CLOCKS: readonly string[] = ["now", "request", "fixed"];
/** Of a body in a link, in bytes: programs that pass on addresses cut long ones. */
const LONGEST = 16 * 1024;
