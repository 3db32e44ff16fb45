// The options of a receiver, and the shape that `webhook` has in every adapter.

import type { Delivery, Verified } from "../delivery.js";
import type { EventOf } from "../events.js";
import type { ProviderName } from "../generated.js";
import type { Secret, WebhookOptions } from "../options.js";
import type { ReplayStore } from "../replay/store.js";
import type { CustomScheme } from "../scheme.js";
import type { Log } from "./log.js";
import type { RefusedRequest } from "./refused.js";

/** The options of `Webhook`, and what to do with a request. `Context` is the framework's own. */
export interface ReceiverOptions<Context> extends WebhookOptions {
  /** A store of `hookseal/replay/*`, or one with its times, so that each delivery is handled once. */
  readonly replay?: ReplayStore<never> | ReplayOptions | undefined;
  /** The most bytes of a body; above it the answer is 413. Default: 16 MiB for Transloadit, else 1 MiB. */
  readonly limit?: number | undefined;
  /** The seconds for reading the whole body, default 10; above it the answer is 408. */
  readonly deadline?: number | undefined;
  /** The answer to a refused request, 400 to 499, default 401. */
  readonly status?: number | undefined;
  /**
   * The URL that the provider posts to, without the path: `https://host`, with a prefix if a proxy strips one. For
   * schemes that sign a URL. Nothing else says it: Host and X-Forwarded-* are the sender's.
   */
  readonly publicUrl?: string | undefined;
  /** Takes the lines of the log. Default: the console. */
  readonly log?: Log | undefined;
  /** Is told each refused request. Changes no answer. */
  readonly onRefused?: ((refused: RefusedRequest, context: Context) => unknown) | undefined;
  /** Is told each delivery that is, or was, handled under another request. Changes no answer. */
  readonly onDuplicate?: ((duplicate: Duplicate, context: Context) => unknown) | undefined;
  /** For a migration: refused requests reach the handler, each as a `RefusedRequest`. Default false. */
  readonly allowRefused?: boolean | undefined;
}

/** A store of handled deliveries, and how it is used. Times are in seconds. */
export interface ReplayOptions {
  /** One of `hookseal/replay/*`, or of your own. */
  readonly store: ReplayStore<never>;
  /** After this long another worker may claim a delivery whose handler has not ended. Default 60. */
  readonly lease?: number | undefined;
  /** How long a handled delivery is remembered. Default: as long as its provider may send it again, at least a day. */
  readonly ttl?: number | undefined;
  /** How long the store may take for a step; after it the answer is 503. Default 2. */
  readonly timeout?: number | undefined;
  /** How long the handler may take, less than `lease`; its `signal` is aborted then. Default 30. */
  readonly handlerTimeout?: number | undefined;
}

/** A claimed delivery. */
export interface Claim {
  /** The delivery's `dedupeKey`. */
  readonly key: string;
  /** The owner's own text. */
  readonly token: string;
  /** How often the delivery was claimed, this time included. */
  readonly attempt: number;
  /**
   * Marks the delivery as handled, for stores that can do so in a transaction of yours. Commit after it.
   *
   * @param client a connection inside your transaction
   * @throws Error with `code: "claim_lost"`: another worker owns the delivery, so roll back
   */
  complete(client?: unknown): Promise<void>;
}

/** A delivery that is handled under another request, or was. It is genuine. */
export interface Duplicate {
  readonly delivery: Verified;
  /** `"done"` if it was handled, `"in_flight"` if another worker handles it now. */
  readonly state: "done" | "in_flight";
  /** False if what was first seen under its key was another payload. */
  readonly samePayload: boolean;
  /** The seconds until the other worker's lease ends; null if it was handled. */
  readonly retryAfter: number | null;
}

/** For platforms whose requests do not say who is at the other end of the socket. */
export interface PeerOption<Arguments extends readonly unknown[]> {
  /**
   * The peer's IP address, for `senders`. It must come from the platform, never from a header that a sender can set;
   * Cloudflare sets `cf-connecting-ip` itself: `(request) => request.headers.get("cf-connecting-ip")`.
   */
  readonly remoteAddress?: ((...request: Arguments) => string | null | undefined) | undefined;
}

/** What a webhook is made for. */
export type AnyProvider = ProviderName | CustomScheme;

/** What a handler gets beside the delivery. */
export type HandlerContext<Context> = Context & {
  /** The delivery's claim; undefined without `replay`. */
  readonly claim: Claim | undefined;
  /** Aborted when the handler's time is over; never without `replay`. */
  readonly signal: AbortSignal;
};

/** A handler of verified deliveries, or what else `Outcome` allows. */
export type Handler<Outcome, Context, Result> = (
  outcome: Outcome,
  context: HandlerContext<Context>,
) => Result | PromiseLike<Result>;

/** A handler as an adapter keeps it: what it may be called with depends on the options. */
export type AnyHandler<Context, Result> = Handler<never, Context & { readonly claim: never }, Result>;

/** Options with a store, and without refused requests. */
interface Guarded {
  readonly replay: ReplayStore<never> | ReplayOptions;
  readonly allowRefused?: false | undefined;
}

/** `webhook` of an adapter: its parameters are the same in each, what it makes is the framework's. */
export interface Adapter<Context, Options extends ReceiverOptions<Context>, Result, Receiving> {
  /**
   * Wraps a handler: no request reaches it but as a verified delivery.
   *
   * @param provider a provider's name, or a scheme of your own
   * @param options the secret, or options
   * @throws WebhookConfigError a secret or an option is missing, wrong or unknown; `code` says which
   */
  <P extends AnyProvider>(
    provider: P,
    options: Options & Guarded,
    handler: Handler<Delivery<EventOf<P>>, Context & { readonly claim: Claim }, Result>,
  ): Receiving;
  /** The same without `replay`: there is no claim. */
  <P extends AnyProvider>(
    provider: P,
    options: Secret | undefined | (Options & { readonly allowRefused?: false | undefined }),
    handler: Handler<Delivery<EventOf<P>>, Context, Result>,
  ): Receiving;
  /** The same with `allowRefused`: the handler gets a `RefusedRequest` for each refused request, too. */
  <P extends AnyProvider>(
    provider: P,
    options: Options,
    handler: Handler<Delivery<EventOf<P>> | RefusedRequest, Context, Result>,
  ): Receiving;
}
