// Checks the options of a receiver: its own here, those of `Webhook` there.

import { WebhookConfigError } from "../errors.js";
import { defaultLimit, providers } from "../generated.js";
import type { WebhookOptions } from "../options.js";
import type { Provider } from "../provider.js";
import type { ReplayStore } from "../replay/store.js";
import { Webhook } from "../webhook.js";
import type { AnyProvider, ReceiverOptions } from "./options.js";

/** What the options come to. */
export interface Configuration<Context> extends Own<Context> {
  readonly webhook: Webhook;
  /** The least `ttl`: for so long a timestamp is accepted. */
  readonly window: number;
  /** Whether forwarded addresses count. */
  readonly chained: boolean;
  /** The headers that may name a delivery. */
  readonly idHeaders: readonly string[];
}

/** The receiver's own options, with their defaults. */
interface Own<Context> extends Pick<ReceiverOptions<Context>, "allowRefused" | "log" | "onDuplicate" | "onRefused"> {
  readonly limit: number;
  readonly deadline: number;
  readonly status: number;
  readonly publicUrl: string;
  readonly remoteAddress?: (...request: readonly unknown[]) => string | null | undefined;
  readonly "replay.store"?: ReplayStore<unknown>;
  readonly "replay.lease": number;
  readonly "replay.ttl"?: number;
  readonly "replay.timeout": number;
  readonly "replay.handlerTimeout": number;
}

/** @throws WebhookConfigError what is missing, wrong or unknown */
export function configure<Context>(provider: AnyProvider, given: unknown, handler: unknown): Configuration<Context> {
  const row: Provider | undefined = providers[provider as keyof typeof providers];
  const own: Members = {
    limit: row?.limit ?? defaultLimit,
    deadline: 10,
    status: 401,
    publicUrl: "",
    "replay.lease": 60,
    "replay.timeout": 2,
    "replay.handlerTimeout": 30,
  };
  const rest = (isOptions(given) ? take(own, given) : given) as WebhookOptions | undefined;
  const webhook = new Webhook(provider, rest);
  const window = 2 * (rest?.tolerance ?? TOLERANCE);
  const { id } = provider as Exclude<AnyProvider, string>;
  const configuration = {
    ...(own as unknown as Own<Context>),
    publicUrl: String(own["publicUrl"]).replace(/\/+$/, ""),
    webhook,
    window,
    chained: Boolean(rest?.trustedProxies),
    idHeaders: row?.idHeaders ?? [id?.header ?? []].flat(),
  };
  const { "replay.lease": lease, "replay.ttl": ttl, "replay.handlerTimeout": handlerTimeout } = configuration;
  check("handler", FUNCTION[0](handler), FUNCTION[1]);
  check("replay.lease", lease > handlerTimeout, "above `replay.handlerTimeout`");
  check("replay.ttl", ttl === undefined || ttl >= window, "at least twice the tolerance");
  return configuration;
}

/** Adds the options that have a rule to `own`; gives the others. */
function take(own: Members, given: object): Members {
  // Without a prototype, and own names only: what somebody put on that of all objects is no option.
  const rest: Members = Object.create(null);
  for (const [name, value] of Object.entries(given).flatMap(flat)) {
    if (!Object.hasOwn(RULES, name)) rest[name] = value;
    else if (value !== undefined) {
      const [fits, what] = RULES[name]!;
      check(name, fits(value), what);
      own[name] = value;
    }
  }
  return rest;
}

/** The members of `replay` become options with a point in their names. */
function flat([name, value]: [string, unknown]): [string, unknown][] {
  if (name !== "replay" || value === undefined) return [[name, value]];
  const replay = Object.hasOwn(Object(value), "store") ? (value as object) : { store: value };
  return Object.entries(replay).map(([name, value]) => [`replay.${name}`, value]);
}

function check(name: string, fits: unknown, what: string): void {
  if (!fits) throw new WebhookConfigError("invalid_option", `\`${name}\` must be ${what}`);
}

/** Not a secret in its place. */
function isOptions(given: unknown): given is object {
  return /Object\]$/.test(Object.prototype.toString.call(given));
}

type Members = Record<string, unknown>;
type Rule = readonly [fits: (value: any) => unknown, what: string];

const FUNCTION: Rule = [(value) => typeof value === "function", "a function"];
const POSITIVE: Rule = [(value) => Number.isFinite(value) && value > 0, "a number above 0"];
const RULES: Readonly<Record<string, Rule>> = {
  limit: POSITIVE,
  deadline: POSITIVE,
  status: [(value) => Number.isInteger(value) && value >= 400 && value <= 499, "from 400 to 499"],
  publicUrl: [(value) => /^https?:\/\/[!"$->A-[\]-~]+$/.test(value), "like `https://host` or `https://host/prefix`"],
  log: FUNCTION,
  onRefused: FUNCTION,
  onDuplicate: FUNCTION,
  remoteAddress: FUNCTION,
  allowRefused: [(value) => typeof value === "boolean", "true or false"],
  "replay.store": [
    (value) => value?.claim && value.complete && value.release && globalThis.crypto,
    "a store of `hookseal/replay/*`, in Node 20 or newer (for Workers KV take D1Store or DurableObjectStore)",
  ],
  "replay.lease": POSITIVE,
  "replay.ttl": POSITIVE,
  "replay.timeout": POSITIVE,
  "replay.handlerTimeout": POSITIVE,
};

/** That of `Webhook`, unless given. */
const TOLERANCE = 300;
