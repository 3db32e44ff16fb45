// The replay guard: a delivery is claimed before its handler runs, and completed or released after it.
//
// The states stand in the stores; the rules of time stand here. A receiver loads this file if it has a store.

import type { Delivery } from "../delivery.js";
import { defaultBusy, defaultKeep, providers, receiverMessages } from "../generated.js";
import type { Policy, Provider } from "../provider.js";
import { handled, text, type Answer } from "../receive/answers.js";
import { crypto, type Configuration } from "../receive/configure.js";
import { note, tell } from "../receive/note.js";
import type { Claim, Duplicate } from "../receive/options.js";
import { fail } from "../receive/otherwise.js";
import { LATE, within } from "../receive/within.js";
import type { Exchange, Framework } from "../receiver.js";

/** Sees that the delivery is handled once, and gives its answer. */
export async function guard<Context, Result>(exchange: Exchange<Context, Result>, delivery: Delivery): Promise<Result> {
  const { receiver, framework } = exchange;
  if (sharesName(receiver)) note(receiver, delivery, "warning", "name_shared");
  let claimed: Held | Duplicate;
  try {
    claimed = await claim(receiver, delivery);
  } catch (failure) {
    unavailable(receiver, delivery, failure);
    return framework.answer(busy(503, RETRY_AFTER));
  }
  if (!claimed.samePayload) note(receiver, delivery, "warning", "payload_changed");
  if ("release" in claimed) return handle(exchange, delivery, claimed);
  const { state, retryAfter } = claimed;
  note(receiver, delivery, "info", state === "done" ? "duplicate" : state);
  await tell(receiver, delivery, () => receiver.onDuplicate?.(claimed as Duplicate, framework.context));
  return framework.answer(retryAfter === null ? handled : busy(policyOf(delivery)?.busy ?? defaultBusy, retryAfter));
}

/** Whether another endpoint of the same provider and name has the same store, so that one may take the other's keys. */
function sharesName({ "replay.store": store, webhook }: Settings): boolean {
  const users = usersOf.get(store!) ?? new Map<string, object | null>();
  usersOf.set(store!, users);
  const name = JSON.stringify([webhook.provider, webhook.name]);
  const user = users.get(name);
  const isShared = user !== undefined && user !== null && user !== webhook;
  // Said once: null stands for several.
  if (user === undefined || isShared) users.set(name, isShared ? null : webhook);
  return isShared;
}

async function handle<Context, Result>(
  exchange: Exchange<Context, Result>,
  delivery: Delivery,
  { claim, complete, release }: Held,
): Promise<Result> {
  const { receiver, framework } = exchange;
  const stop = new AbortController();
  /** What fails here changes no answer: the work is done, or the lease runs out. */
  const settle = async (step: () => Promise<boolean>): Promise<boolean | void> => {
    return step().catch((failure) => unavailable(receiver, delivery, failure));
  };
  let result: Result | typeof LATE;
  try {
    result = await within(receiver["replay.handlerTimeout"], exchange.handle(delivery, claim, stop.signal));
  } catch (error) {
    await settle(release);
    return fail(exchange, delivery, error);
  }
  if (result === LATE) {
    stop.abort();
    await settle(release);
    note(receiver, delivery, "error", "handler_timeout");
    return framework.answer(busy(503, RETRY_AFTER));
  }
  const status = statusOf(framework, result);
  if (status < 200 || status > 299) await settle(release);
  else if ((await settle(complete)) === false) note(receiver, delivery, "error", "claim_lost");
  return result;
}

/** Fastify, and Nest on it, answer an error or a response that is given as if it were their own. */
function statusOf<Context, Result>(framework: Framework<Context, Result>, result: Result): number {
  if (framework.name === "fastify" || framework.name === "nest") {
    if (result instanceof Error) return 500;
    if (Object.prototype.toString.call(result) === "[object Response]") return (result as { status: number }).status;
  }
  return framework.statusOf(result);
}

async function claim(settings: Settings, delivery: Delivery): Promise<Held | Duplicate> {
  const { "replay.lease": lease, "replay.timeout": timeout, window } = settings;
  const store = settings["replay.store"]!;
  // A clock of whole seconds gives a timestamp one second more.
  const ttl = Math.max(settings["replay.ttl"] ?? policyOf(delivery)?.keep ?? defaultKeep, window + 1);
  const [key, token] = [delivery.dedupeKey, hex(getRandomValues(new Uint8Array(16)))];
  const digest = hex(new Uint8Array(await digestOf("SHA-256", delivery.body)));
  const claiming = Promise.resolve().then(() => store.claim(key, { token, digest, lease, ttl }));
  const found = await inTime(timeout, claiming).catch((failure) => {
    // A claim that comes too late is given back, so that the next attempt need not wait for its lease.
    claiming.then(() => store.release(key, token)).catch(() => {});
    throw failure;
  });
  const samePayload = found.digest === digest;
  if (found.state === "done") return { delivery, state: found.state, samePayload, retryAfter: null };
  if (found.state === "in_flight") return { delivery, state: found.state, samePayload, retryAfter: found.retryAfter };
  // A store that has answered something else has not claimed.
  if (found.state !== "claimed") throw new TypeError();
  let completed = false;
  const complete = async (client?: unknown): Promise<boolean> => {
    return (completed ||= await store.complete(key, token, ttl, client));
  };
  return {
    claim: {
      key,
      token,
      attempt: found.attempt,
      async complete(client) {
        if (!(await complete(client))) throw Object.assign(new Error(CLAIM_LOST), { code: "claim_lost" });
      },
    },
    samePayload,
    complete: () => insist(timeout, complete),
    release: async () => inTime(timeout, store.release(key, token)),
  };
}

/** The work is done: a store that fails is asked once more, within the same time. */
async function insist(timeout: number, complete: () => Promise<boolean>): Promise<boolean> {
  const ends = Date.now() + timeout * 1000;
  try {
    return await inTime(timeout, complete());
  } catch (failure) {
    const left = (ends - Date.now()) / 1000 - PAUSE;
    if (left <= 0) throw failure;
    await new Promise((resolve) => setTimeout(resolve, PAUSE * 1000));
    return inTime(left, complete());
  }
}

async function inTime<T>(seconds: number, step: Promise<T>): Promise<T> {
  const answer = await within(seconds, step);
  if (answer === LATE) throw Object.assign(new Error(), { name: "TimeoutError" });
  return answer;
}

function unavailable(settings: Settings, delivery: Delivery, failure: unknown): void {
  // Not its text, which may hold the address of the store, with a password in it.
  const name = /^\w{1,64}$/.exec(failure instanceof Error ? failure.name : typeof failure)?.[0] ?? "Error";
  note(settings, delivery, "error", "store_unavailable", `${receiverMessages.store_unavailable} (${name})`, failure);
}

/** Asks the provider to try again in so many seconds. */
function busy(status: number, seconds: number): Answer {
  return { ...text(503, { "retry-after": String(Math.max(1, Math.ceil(seconds) || 1)) }), status };
}

function policyOf({ provider, variant }: Delivery): Policy | null | undefined {
  const rows: Readonly<Record<string, Provider>> = providers;
  return Object.hasOwn(rows, provider) ? rows[provider]!.variants.find(({ name }) => name === variant)?.policy : null;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

type Settings = Configuration<never>;

/** A claim that this receiver owns. */
interface Held {
  readonly claim: Claim;
  /** As in {@link Duplicate}. */
  readonly samePayload: boolean;
  /** Marks the delivery as handled unless the handler did; false if the claim was lost. */
  complete(): Promise<boolean>;
  /** Frees the delivery for its next attempt. */
  release(): Promise<boolean>;
}


// Kept, whoever replaces them later (threat 138).
const getRandomValues = crypto!.getRandomValues.bind(crypto!);
const digestOf = crypto!.subtle.digest.bind(crypto!.subtle);

const usersOf = new WeakMap<object, Map<string, object | null>>();
const CLAIM_LOST = "another worker has claimed this delivery";
/** Seconds before a store is asked once more. */
const PAUSE = 0.1;
/** Seconds after which a provider may try again where nothing says when it will do. */
const RETRY_AFTER = 5;
