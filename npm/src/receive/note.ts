// Writes the log, and tells the hooks. Nothing that happens in either changes an answer.

import { receiverMessages, troubleshooting } from "../generated.js";
import type { Configuration } from "./configure.js";
import type { LogEntry } from "./log.js";
import type { RefusedRequest } from "./refused.js";
import { idForLog } from "./request.js";

/** Logs something of a request. */
export async function note(
  { webhook: { provider, name }, log = toConsole }: Pick<Configuration<never>, "webhook" | "log">,
  of: Partial<Pick<RefusedRequest, "id" | "body">> & { readonly dedupeKey?: string },
  level: LogEntry["level"],
  code: LogEntry["code"],
  message: string = receiverMessages[code as keyof typeof receiverMessages],
  ...cause: unknown[]
): Promise<void> {
  const [id, bytes] = [idForLog([of.id ?? null]), of.body?.length ?? null];
  const key = KEYED.includes(code) ? of.dedupeKey : undefined;
  const see = `${troubleshooting}#${code}`;
  const entry: LogEntry = { level, code, provider, name, id, bytes, key, message, see };
  try {
    await log(entry, ...cause);
  } catch {
    toConsole(entry, ...cause);
  }
}

/** Calls a hook. */
export async function tell(
  configuration: Configuration<never>,
  of: Pick<RefusedRequest, "id" | "body">,
  hook: () => unknown,
): Promise<void> {
  try {
    await hook();
  } catch (error) {
    note(configuration, of, "error", "hook_failed", undefined, error);
  }
}

/** The default: a line of the console. */
function toConsole(entry: LogEntry, ...cause: unknown[]): void {
  // The text of a store's error may hold its address, with a password in it.
  const shown = entry.code === "store_unavailable" ? [] : cause;
  console[entry.level === "warning" ? "warn" : entry.level](`hookseal ${JSON.stringify(entry)}`, ...shown);
}

const KEYED: readonly LogEntry["code"][] = ["duplicate", "in_flight", "payload_changed"];
