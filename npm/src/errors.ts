// The three families of error. Messages come from the core; a code is stable, a message is prose.

import type { configErrorCodes, verifyErrorCodes } from "./generated.js";

/** Why a request was refused. */
export type VerifyErrorCode = (typeof verifyErrorCodes)[number];

/** What is wrong with a configuration. */
export type ConfigErrorCode = (typeof configErrorCodes)[number];

/**
 * A request was refused: answer it with a constant 401 and log the {@link code}.
 *
 * An error of another copy of this package (ESM beside CommonJS) is an instance, too.
 */
export class WebhookVerificationError extends Error {
  /** Why, the same text in every language. */
  readonly code: VerifyErrorCode;

  constructor(code: VerifyErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value);
  }
}

/** A mistake of the caller: thrown by `new Webhook`, by `sign`, and for a `now` that is no Unix time. */
export class WebhookConfigError extends Error {
  /** What is wrong, the same text in every language. */
  readonly code: ConfigErrorCode;

  constructor(code: ConfigErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value);
  }
}

/** A verified body that cannot be read as asked: thrown by `delivery.json()`. */
export class WebhookPayloadError extends Error {
  /** What is wrong, the same text in every language. */
  readonly code: "payload_not_json";

  constructor(code: "payload_not_json", message: string) {
    super(message);
    this.code = code;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value);
  }
}

function brand(family: { readonly prototype: Error }, name: string): void {
  Object.defineProperties(family.prototype, { name: { value: name }, [BRAND]: { value: name } });
}

// A class derived from one of ours has no brand of its own and is judged the ordinary way.
function isBranded(asked: { readonly prototype: object }, value: unknown): boolean {
  if (!Object.hasOwn(asked.prototype, BRAND)) return Function.prototype[Symbol.hasInstance].call(asked as never, value);
  if (typeof value !== "object" || value === null) return false;
  return (value as Branded)[BRAND] === (asked.prototype as Branded)[BRAND];
}

interface Branded {
  readonly [BRAND]?: unknown;
}

// Two copies of the package have different classes but one registry of symbols.
const BRAND = Symbol.for("hookseal.error");

brand(WebhookVerificationError, "WebhookVerificationError");
brand(WebhookConfigError, "WebhookConfigError");
brand(WebhookPayloadError, "WebhookPayloadError");
