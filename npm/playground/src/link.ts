// A link to what is filled in, in the fragment of the address, which no browser sends; secrets never go into it.

import { fromBase64, toBase64 } from "./bytes.js";
import type { EndpointText } from "./endpoint.js";
import { NOTHING, type Fitting, type OptionName, type Provider } from "./fitting.js";
import { readHeaders, writeHeaders } from "./headers.js";
import { SecretSearch } from "./secret-search.js";
import { shareableHeaders, shareableUrl } from "./shareable.js";
import { count } from "./words.js";

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
  /** What was left out, in words. */
  readonly left: readonly string[];
}

/** Writes the link. What cannot be shown to be free of secrets is left out. */
export function writeLink(
  shared: Shared,
  provider: Provider | null,
  fitting: Fitting,
  secrets: readonly string[],
): Link {
  const { signatureHeaders } = fitting;
  const search = new SecretSearch(secrets);
  const { endpoint, clock } = shared;
  const parts: [string, string][] = [
    ["provider", endpoint.provider],
    ["clock", clock],
  ];
  const left: string[] = [];
  const add = (name: string, value: string, what: string, fits = true) => {
    if (value === "") return;
    if (fits && !search.finds(value)) parts.push([name, value]);
    else left.push(what);
  };
  // A scheme that the core takes has no member of which nobody knows what it is.
  const isTaken = typeof provider === "object" && fitting !== NOTHING;
  add("scheme", isTaken ? JSON.stringify(provider, null, 2) : endpoint.scheme, "the scheme", isTaken);
  for (const [name, value] of Object.entries(endpoint.options)) add(`option.${name}`, value, `the option \`${name}\``);

  const headers = readHeaders(shared.headers);
  if (typeof headers === "string") left.push("the headers, which cannot be read");
  const readable = typeof headers === "string" ? [] : headers;
  const { kept, dropped, names } = shareableHeaders(readable, signatureHeaders, search);
  parts.push(["headers", writeHeaders(kept)]);
  if (names.length > 0) left.push(`the ${names.length === 1 ? "value" : "values"} of ${list(names)}`);

  const token = typeof provider === "object" ? provider?.token : undefined;
  const url = shareableUrl(shared.url, token?.urlParameter ?? endpoint.options.urlParameter);
  if (url.dropped.length > 0) left.push("what stands in the URL behind its first part and in its parameters");
  add("url", url.kept, "the URL");
  add("address", shared.address, "the address", /^(?=.*[.:])[\da-f.:]{2,45}$/i.test(shared.address));
  if (clock === "fixed") add("fixed", shared.fixed, "the time", /^\d{1,15}$/.test(shared.fixed));

  const { body } = shared;
  const isSigned = signatureHeaders !== null;
  const reason = whyNot(body, search, secrets.length > 0 || isSigned, isSigned ? [] : [...dropped, ...url.dropped]);
  if (reason !== null) left.push(`the body, which ${reason}`);
  else if (body !== null) parts.push(["body", base64url(body)]);
  return { fragment: `#${new URLSearchParams(parts.filter(([, value]) => value !== ""))}`, left };
}

/** Why the body is left out; null if it may be shared. */
function whyNot(
  body: Uint8Array | null,
  search: SecretSearch,
  isSearchable: boolean,
  dropped: readonly string[],
): string | null {
  if (body === null) return "cannot be read";
  if (body.length === 0) return null;
  if (body.length > LONGEST) return `is longer than ${count(LONGEST, "byte")}`;
  if (body[0] === 0x1f && body[1] === 0x8b) return "is compressed, so that it may hold anything";
  if (!isSearchable) return "may hold the token: no secret was given to look for";
  if (search.finds(body)) return "holds a secret";
  // Where a token is sent, it may well be sent twice.
  const words = dropped.flatMap((text) => [text, ...text.split(/[\s,;:=&?/]+/)]);
  const like = new SecretSearch(words.filter(({ length }) => length >= LIKE_A_TOKEN));
  return like.finds(body) ? "holds what was left out elsewhere" : null;
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

function list(names: readonly string[]): string {
  const shown = [...new Set(names)].slice(0, NAMED);
  const more = new Set(names).size - shown.length;
  return more === 0 ? shown.join(", ") : `${shown.join(", ")} and ${count(more, "other header")}`;
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
/** Characters of a value that was left out and may be a token: shorter ones stand everywhere. */
const LIKE_A_TOKEN = 8;
/** How many headers are named. */
const NAMED = 6;
