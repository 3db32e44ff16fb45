// What each provider posts, as an example with ids of its own in every delivery.

import { randomBytes, randomUUID } from "node:crypto";
import { UsageError } from "../failure.js";
import assemblyai from "../samples/assemblyai.json" with { type: "json" };
import connect from "../samples/connect.json" with { type: "json" };
import standardWebhooks from "../samples/standard-webhooks.json" with { type: "json" };
import transcodely from "../samples/transcodely.json" with { type: "json" };
import transloadit from "../samples/transloadit.json" with { type: "json" };
import { asWritten } from "./as-written.js";

/** An event that a provider posts. */
export interface Sample {
  readonly name: string;
  /** The variant that the event belongs to, where the provider has several. */
  readonly variant?: string;
  /** How a delivery id is made. */
  readonly id?: string;
  readonly payload: unknown;
}

/** The samples of a provider, the default first; the form field that holds the payload, where it posts a form. */
export interface Samples {
  readonly events: readonly Sample[];
  readonly id?: string;
  readonly field?: string;
}

/** The samples of a provider; none of a scheme of one's own. */
export function samplesOf(provider: string): Samples | null {
  return Object.hasOwn(ALL, provider) ? ALL[provider]! : null;
}

/** The sample of this name and variant, or the first. */
export function chooseSample(provider: string, name: string | undefined, variant: string | undefined): Sample {
  const samples = samplesOf(provider);
  if (samples === null) throw new UsageError("there are no samples of this provider: give a payload with --data");
  const events = samples.events.filter((event) => variant === undefined || (event.variant ?? variant) === variant);
  // The first variant that has it is the documented one.
  const found = name === undefined ? events[0] : events.find((event) => event.name === name);
  if (found !== undefined) return found;
  throw new UsageError(`--event takes one of: ${[...new Set(events.map((event) => event.name))].join(", ")}`);
}

/** A payload of a sample, as JSON, and the delivery's id; each call makes other ids. */
export function makeDelivery(
  sample: Sample,
  samples: Samples | null,
  now: number,
): { payload: Buffer; id: string | undefined } {
  const made = new Map<string, string>();
  const fill = (text: string): string =>
    text.replace(PLACE, (_, name: string | undefined, kind: string, length: string) => {
      if (kind === "now") return new Date(now * 1000).toISOString().replace(".000", "");
      const key = name ?? `${made.size}`;
      if (!made.has(key)) made.set(key, random(kind, Number(length)));
      return made.get(key)!;
    });
  const filled: unknown = JSON.parse(JSON.stringify(sample.payload), (_, value: unknown) =>
    typeof value === "string" ? fill(value) : value,
  );
  const id = sample.id ?? samples?.id;
  return { payload: Buffer.from(asWritten(filled), "utf8"), id: id === undefined ? undefined : fill(id) };
}

/** An id for a payload of one's own, made as that of a sample. */
export function makeId(pattern: string): string {
  return pattern.replace(PLACE, (_, _name, kind: string, length: string) => random(kind, Number(length)));
}

function random(kind: string, length: number): string {
  if (kind === "u") return randomUUID();
  const alphabet = ALPHABETS[kind]!;
  // Not evenly spread, which an example needs not be.
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join("");
}

/** `<kind>` or `<name:kind>`: the same name is the same text within a delivery. */
const PLACE = /<(?:([a-z]+):)?(now|u|[abh](?=\d))(\d*)>/g;

const DIGITS = "0123456789";
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const ALPHABETS: Readonly<Record<string, string>> = {
  a: DIGITS + LETTERS,
  b: DIGITS + LETTERS + LETTERS.toUpperCase(),
  h: `${DIGITS}abcdef`,
};

const ALL: Readonly<Record<string, Samples>> = {
  assemblyai,
  connect,
  "standard-webhooks": standardWebhooks,
  transcodely,
  transloadit,
};
