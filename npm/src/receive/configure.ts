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
  readonly provider: AnyProvider;
}

/** Kept from the start, whoever replaces it later (threat 138). Node 18 has none. */
export const crypto: typeof globalThis.crypto | undefined = globalThis.crypto;

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

/**
 * Makes the receiver of one endpoint.
 *
 * @param rules those of the options that the adapter has
 * @throws WebhookConfigError what is missing, wrong or unknown
 */
export function makeReceiver<Context>(
  provider: AnyProvider,
  given: unknown,
  handler: unknown,
  rules: Rules = RULES,
): Configuration<Context> {
  const row: Provider | undefined = providers[provider as keyof typeof providers];
  const own: Members = Object.create(null);
  for (const name in RULES) own[name] = RULES[name]![2];
  const rest = (isOptions(given) ? take(own, given, rules) : given) as WebhookOptions | undefined;
  const webhook = new Webhook(provider, rest);
  const window = 2 * (rest?.tolerance ?? TOLERANCE);
  check("handler", typeof handler === "function", "a function");
  check("replay.lease", own["replay.lease"] > own["replay.handlerTimeout"], "above `replay.handlerTimeout`");
  check("replay.ttl", !(own["replay.ttl"] < window), "at least twice the tolerance");
  const receiver: Configuration<Context> = {
    ...(own as Own<Context>),
    limit: own["limit"] ?? row?.limit ?? defaultLimit,
    publicUrl: own["publicUrl"].replace(/\/+$/, ""),
    provider,
    webhook,
    window,
    chained: !!rest?.trustedProxies,
  };
  if (receiver.allowRefused) {
    void import("./note.js").then(({ note }) => note(receiver, {}, "warning", "refused_allowed"));
  }
  // Now, so that it keeps what it needs of the host before anybody replaces it (threat 138).
  if (own["replay.store"]) void import("../replay/guard.js");
  return receiver;
}

/** Adds the options that have a rule to `own`; gives the others. */
function take(own: Members, given: object, rules: Rules): Members {
  const rest: Members = Object.create(null);
  for (const [name, value] of Object.entries(given).flatMap(flat)) {
    const rule = rules[name];
    if (!rule) rest[name] = value;
    else if (value !== undefined || name === "replay.store") {
      check(name, rule[0](value), rule[1]);
      own[name] = value;
    }
  }
  return rest;
}

/** The members of `replay` become options with a point in their names. */
function flat([name, value]: [string, unknown]): [string, unknown][] {
  if (name !== "replay" || value === undefined) return [[name, value]];
  // A store may keep another one in a member of that name.
  const isStore = (value as Members)?.["claim"] || !Object.hasOwn(Object(value), "store");
  const replay = isStore ? { store: value } : (value as object);
  return Object.entries(replay).map(([name, value]) => [`replay.${name}`, value]);
}

function check(name: string, fits: unknown, what: string): void {
  if (!fits) throw new WebhookConfigError("invalid_option", `\`${name}\` must be ${what}`);
}

/** Not a secret in its place. */
function isOptions(given: unknown): given is object {
  return /Object\]$/.test(Object.prototype.toString.call(given));
}

type Members = Record<string, any>;
/** What an option must be, by its name. */
export type Rules = Readonly<Record<string, Rule>>;
type Rule = readonly [fits: (value: any) => unknown, what: string, fallback?: unknown];

function positive(fallback?: number): Rule {
  return [(value) => Number.isFinite(value) && value > 0, "a number above 0", fallback];
}

export const FUNCTION: Rule = [(value) => typeof value === "function", "a function"];
const BASE = /^https?:\/\/[\w.-]+(:\d+)?(\/[!"$->@-[\]-~]*)?$/;
export const RULES: Rules = {
  // What somebody put on the prototype of all objects is no option.
  __proto__: null as never,
  limit: positive(),
  deadline: positive(10),
  status: [(value) => Number.isInteger(value) && value >= 400 && value <= 499, "from 400 to 499", 401],
  publicUrl: [(value) => BASE.test(value), "like `https://host/prefix`", ""],
  log: FUNCTION,
  onRefused: FUNCTION,
  onDuplicate: FUNCTION,
  allowRefused: [(value) => typeof value === "boolean", "true or false"],
  "replay.store": [
    (value) => value?.claim && value.complete && value.release && crypto,
    "a store, in Node 20 or newer (for Workers KV: D1Store, DurableObjectStore)",
  ],
  "replay.lease": positive(60),
  "replay.ttl": positive(),
  "replay.timeout": positive(2),
  "replay.handlerTimeout": positive(30),
};

/** That of `Webhook`, unless given. */
const TOLERANCE = 300;
