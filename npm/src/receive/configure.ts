// Checks the options of a receiver: its own here, those of `Webhook` there.

import { WebhookConfigError } from "../errors.js";
import { defaultLimit, providers } from "../generated.js";
import type { Provider } from "../provider.js";
import { Webhook } from "../webhook.js";
import { toConsole, type Log } from "./log.js";
import type { AnyProvider, ReceiverOptions, ReplayOptions } from "./options.js";

/** What the options come to. */
export interface Configuration<Context>
  extends Pick<ReceiverOptions<Context>, "allowRefused" | "onDuplicate" | "onRefused"> {
  readonly webhook: Webhook;
  readonly replay: ReplaySettings | undefined;
  readonly limit: number;
  readonly deadline: number;
  readonly status: number;
  readonly publicUrl: string;
  readonly log: Log;
  readonly remoteAddress?: ((...request: readonly unknown[]) => string | null | undefined) | undefined;
  /** Whether forwarded addresses count. */
  readonly chained: boolean;
  /** The headers that may name a delivery, in lower case. */
  readonly idHeaders: readonly string[];
}

/** How the store is used; all times are there but `ttl`, for which `least` is the least. */
export interface ReplaySettings extends ReplayOptions {
  readonly lease: number;
  readonly timeout: number;
  readonly handlerTimeout: number;
  readonly least: number;
}

/** @throws WebhookConfigError what is missing, wrong or unknown */
export function configure<Context>(provider: AnyProvider, given: unknown): Configuration<Context> {
  const own: Members = { deadline: 10, status: 401, publicUrl: "", log: toConsole };
  const rest = isOptions(given) ? take(given, RULES, own) : { secret: given };
  const webhook = new Webhook(provider, Array.isArray(given) ? (given as {}) : rest);
  const named = typeof provider === "string";
  const row: Provider | undefined = named ? providers[provider] : undefined;
  return {
    limit: row?.limit ?? defaultLimit,
    idHeaders: row?.idHeaders ?? [(named ? undefined : provider.id?.header?.toLowerCase()) ?? []].flat(),
    ...own,
    webhook,
    replay: own["replay"] && replaySettings(own["replay"], 2 * Number(rest["tolerance"] ?? TOLERANCE)),
    chained: Boolean(rest["trustedProxies"]),
  } as Configuration<Context>;
}

function replaySettings(given: object, least: number): ReplaySettings {
  const own = { lease: 60, timeout: 2, handlerTimeout: 30, least } as Members & ReplaySettings;
  const rest = take(Object.hasOwn(given, "store") ? given : { store: given }, REPLAY_RULES, own, "replay.");
  if (globalThis.crypto === undefined) fail("invalid_option", "`replay` needs Node 20 or newer");
  for (const name in rest) fail("unknown_option", `there is no option \`replay.${name}\``);
  if (own.lease <= own.handlerTimeout) fail("invalid_option", "`replay.lease` must be above `replay.handlerTimeout`");
  if (own.ttl! < least) fail("invalid_option", "`replay.ttl` must be at least twice the tolerance");
  return own;
}

/** Checks the options that have a rule and adds them to `own`; gives the others. */
function take(given: object, rules: Rules, own: Members, prefix = ""): Members {
  // Without a prototype, and own names only: what somebody put on that of all objects is no option.
  const rest: Members = Object.create(null);
  for (const [name, value] of Object.entries(given)) {
    const [fits, what] = (Object.hasOwn(rules, name) && rules[name]) || [];
    if (fits === undefined) rest[name] = value;
    else if (value !== undefined) {
      if (!fits(value)) fail("invalid_option", `\`${prefix}${name}\` must be ${what}`);
      own[name] = value;
    }
  }
  return rest;
}

function fail(code: "invalid_option" | "unknown_option", message: string): never {
  throw new WebhookConfigError(code, message);
}

/** Not a secret in its place. */
function isOptions(given: unknown): given is object {
  return /Object\]$/.test(Object.prototype.toString.call(given));
}

function ofType(type: string): Rule {
  return [(value) => typeof value === type, `a ${type}`];
}

function between(least: number, most: number): Rule {
  return [
    (value) => typeof value === "number" && value >= least && value <= most && (least < 1 || Number.isInteger(value)),
    `a number from ${least} to ${most}`,
  ];
}

type Members = Record<string, unknown>;
type Rule = readonly [fits: (value: any) => unknown, what: string];
type Rules = Readonly<Record<string, Rule>>;

// A timer can be set for 24 days, and is over at once if set for longer.
const SECONDS = between(0.001, 86400);
const RULES: Rules = {
  limit: between(1, 2 ** 31),
  deadline: SECONDS,
  status: between(400, 499),
  publicUrl: [
    (value) => typeof value === "string" && /^https?:\/\/[!"$->A-[\]-~]+$/.test(value) && !value.endsWith("/"),
    "like `https://host` or `https://host/prefix`",
  ],
  log: ofType("function"),
  onRefused: ofType("function"),
  onDuplicate: ofType("function"),
  remoteAddress: ofType("function"),
  allowRefused: ofType("boolean"),
  replay: [(value) => typeof value === "object" && value, "a store"],
};
const REPLAY_RULES: Rules = {
  store: [
    (value) => typeof value?.claim === "function" && value.complete && value.release,
    "a store of `hookseal/replay/*` (for Workers KV use D1Store or DurableObjectStore)",
  ],
  lease: SECONDS,
  ttl: between(0.001, 2 ** 53),
  timeout: SECONDS,
  handlerTimeout: SECONDS,
};

/** That of `Webhook`, unless given. */
const TOLERANCE = 300;
