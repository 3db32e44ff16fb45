// Takes a caller's options apart for the core: secrets as bytes, the rest as JSON text.

import { isBytes, isWellFormed, readBytes } from "./body.js";
import { WebhookConfigError, type ConfigErrorCode } from "./errors.js";
import { encode } from "./platform.js";

/** What the core's constructor takes, and the endpoint's name, which is one of the options. */
export interface Configuration extends PackedSecrets {
  readonly name: string | null;
  readonly options: string;
  readonly hasSecret: boolean;
  readonly hasSecrets: boolean;
}

/** Secrets as bytes in a row; that of the option `secret` comes first. */
export interface PackedSecrets {
  /** For each secret `t` for text, `b` for bytes, `u` for what is neither. */
  readonly kinds: string;
  readonly lengths: Uint32Array;
  readonly bytes: Uint8Array;
}

/** Reads the second argument of `new Webhook`: a secret, or options. */
export function readConfiguration(given: unknown): Configuration {
  const isOptions = typeof given === "object" && given !== null && !isBytes(given);
  const options: Record<string, unknown> = isOptions ? (given as Record<string, unknown>) : { secret: given };
  if (Array.isArray(options)) return pack(options, [], []);
  const { secret, secrets, ...rest } = options;
  const one = secret === undefined || secret === null ? [] : [secret];
  // Anything but a list stays in, for the core to refuse.
  if (secrets === undefined || secrets === null || Array.isArray(secrets)) {
    return pack(rest, one, (secrets ?? undefined) as unknown[] | undefined);
  }
  return pack({ ...rest, secrets: null }, one, undefined);
}

/** Packs secrets in copies of our own. */
export function packSecrets(secrets: readonly unknown[]): PackedSecrets {
  const read = secrets.map(readSecret);
  const bytes = new Uint8Array(read.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let offset = 0;
  for (const part of read) {
    bytes.set(part.bytes, offset);
    offset += part.bytes.length;
    part.bytes.fill(0);
  }
  return {
    kinds: read.map(({ kind }) => kind).join(""),
    lengths: Uint32Array.from(read, ({ bytes }) => bytes.length),
    bytes,
  };
}

/** The JSON text of a value that must be plain data. */
export function toJson(value: unknown, code: ConfigErrorCode): string {
  try {
    return JSON.stringify(value, refuseBehaviour) ?? "null";
  } catch {
    throw new WebhookConfigError(code, "options and schemes must be plain data: no function, symbol, bigint or cycle");
  }
}

// JSON would leave these out without a word.
function refuseBehaviour(_: string, value: unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol") throw new TypeError();
  return value;
}

function pack(rest: Record<string, unknown>, secret: unknown[], secrets: unknown[] | undefined): Configuration {
  return {
    name: typeof rest["name"] === "string" && rest["name"] !== "" ? rest["name"] : null,
    options: toJson(rest, "invalid_option"),
    hasSecret: secret.length > 0,
    hasSecrets: secrets !== undefined,
    ...packSecrets([...secret, ...(secrets ?? [])]),
  };
}

function readSecret(secret: unknown): { kind: "b" | "t" | "u"; bytes: Uint8Array } {
  // A missing environment variable in a list is an empty secret.
  if (secret === undefined || secret === null) return { kind: "t", bytes: new Uint8Array() };
  if (typeof secret === "string" && isWellFormed(secret)) return { kind: "t", bytes: encode(secret) };
  const bytes = typeof secret === "object" ? readBytes(secret) : "not raw";
  return typeof bytes === "string" ? { kind: "u", bytes: new Uint8Array() } : { kind: "b", bytes };
}
