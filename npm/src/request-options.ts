// What else is known about a request: the options of `verify` and `explain`. The core checks the values.

import { WebhookConfigError } from "./errors.js";
import type { UrlLike } from "./options.js";

/** The options of `verify`. */
export const VERIFY_OPTIONS: readonly string[] = ["now", "method", "url", "remoteAddress"];

/** What a caller writes wrong is told to the caller: it depends on the code, not on the request. */
export function checkOptions(options: unknown, method: string, names: readonly string[]): void {
  if (typeof options !== "object") {
    throw new WebhookConfigError("invalid_option", `the options of \`${method}\` must be an object`);
  }
  for (const name of Object.keys(options as object)) {
    if (names.includes(name)) continue;
    throw new WebhookConfigError("unknown_option", `there is no option \`${name}\``);
  }
}

export function readClock(now: unknown): number {
  if (now === undefined) return Math.floor(Date.now() / 1000);
  return typeof now === "number" ? now : Number.NaN;
}

/** Method and URL as the core reads them, one text like `POST https://..`: each that crosses has its price. */
export function readLine(method: unknown, url: unknown): string | undefined {
  let name = readText(method);
  // A space is what ends it, and one in it makes it none.
  if (name?.includes(" ")) name = "";
  const target = readText(typeof url === "object" && url !== null ? (url as Partial<UrlLike>).href : url);
  return target === undefined ? name : `${name ?? ""} ${target}`;
}

export function readText(text: unknown): string | undefined {
  return typeof text === "string" ? text : undefined;
}
