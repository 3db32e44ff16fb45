// What a handler is given beside the delivery.

import type { Claim, HandlerContext } from "./options.js";

/** That of the framework, with claim and signal; without a store there is neither. */
export function contextOf<Context>(own: Context, claim?: Claim, signal?: AbortSignal): HandlerContext<Context> {
  return signal ? { ...own, claim, signal } : Object.assign(new Unguarded(), own);
}

/** What there is without a store: a signal that is never aborted. */
class Unguarded {
  declare readonly claim: undefined;
  #signal: AbortSignal | undefined;

  // Made when it is asked for, and not by an accessor of each object: either costs a good part of a verification.
  get signal(): AbortSignal {
    return (this.#signal ??= new AbortController().signal);
  }
}
