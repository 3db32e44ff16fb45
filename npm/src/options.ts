// The options of the constructor, of `verify`, `explain` and `sign`. The core checks them.

import type { Algorithm } from "./scheme.js";

/** A secret: the text that the provider shows, or the raw bytes of the key. */
export type Secret = string | Uint8Array | ArrayBuffer;

/** Options of a webhook; one that does not fit the provider is refused. */
export interface WebhookOptions {
  /** The one secret. */
  readonly secret?: Secret | undefined;
  /** Several secrets, the new one first; all are tried. At most 16. */
  readonly secrets?: readonly (Secret | undefined)[] | undefined;
  /** How far a timestamp may be from the clock, both ways, in whole seconds: 1 to 86400, default 300. */
  readonly tolerance?: number | undefined;
  /** Takes a timestamp of any age, so that a captured delivery can be replayed for ever. */
  readonly allowAnyTimestamp?: boolean | undefined;
  /** The algorithms to accept, for a provider whose signatures name theirs. */
  readonly algorithms?: readonly Algorithm[] | undefined;
  /** The header whose name you chose with the provider. */
  readonly header?: string | undefined;
  /** The parameter that you put into the webhook's URL. */
  readonly urlParameter?: string | undefined;
  /**
   * Who may send: IP addresses, networks such as `"192.0.2.0/24"`, or names that the provider documents. A filter, not
   * authentication.
   */
  readonly senders?: readonly string[] | undefined;
  /**
   * Your own proxies: IP addresses or networks, beside `senders`. `remoteAddress` may then be a chain, and the last
   * address in it that is no proxy's is the sender.
   */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Takes requests that prove nothing; the delivery says so. */
  readonly allowUnauthenticated?: boolean | undefined;
  /** The endpoint's own name, so that two endpoints never share a dedupe key. */
  readonly name?: string | undefined;
}

/** What else is known about the request. */
export interface VerifyOptions {
  /** The time in Unix seconds; default: the clock. */
  readonly now?: number | undefined;
  /** The request's method, in capital letters as the request line has it, for schemes that sign it. */
  readonly method?: string | undefined;
  /**
   * The request's URL. For schemes that read a parameter of it, it may begin with the path, and its query alone is read.
   * For schemes that sign it, it is absolute and exactly as you registered it: scheme and host come from your
   * configuration, never from the request, whose `Host` is the sender's to choose.
   */
  readonly url?: string | UrlLike | undefined;
  /**
   * The peer's IP address, for webhooks with `senders`. With `trustedProxies` also a chain: the addresses of the
   * forwarding header in their order, then the peer's, with commas between.
   */
  readonly remoteAddress?: string | undefined;
}

/** What else is known about the request, and what else to try. */
export interface ExplainOptions extends VerifyOptions {
  /** Secrets that are only tried: the previous one, another endpoint's. `verify` never takes them. */
  readonly otherSecrets?: readonly (Secret | undefined)[] | undefined;
}

/** What to put into a signed request beside the body. */
export interface SignOptions {
  /** The delivery id: needed where the scheme carries one, the same on every attempt. */
  readonly id?: string | undefined;
  /** The time in Unix seconds; default: the clock. */
  readonly timestamp?: number | undefined;
  /** The algorithm, where the provider uses several. */
  readonly algorithm?: Algorithm | undefined;
  /** The variant, where the provider has several; default: the documented one. */
  readonly variant?: string | undefined;
  /** How a form is written; default `"multipart"`. */
  readonly form?: "multipart" | "urlencoded" | undefined;
  /** The receiver's URL, for a scheme that puts a token into it or signs it, with the method POST. */
  readonly url?: string | UrlLike | undefined;
}

/** The part of a `URL` that is used. */
export interface UrlLike {
  readonly href: string;
  toJSON(): string;
}

/** A request exactly as the provider would post it. */
export interface SignedRequest {
  /** Headers with names in lower case, the content type first. */
  readonly headers: Record<string, string>;
  /** The bytes to post. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** The URL to post to, null if none was given. */
  readonly url: string | null;
}
