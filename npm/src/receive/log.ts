// What is logged: stable codes and counts, and of a request's own text nothing but a delivery id.

import type { receiverMessages } from "../generated.js";
import type { RefusalCode } from "./refused.js";

/** A line of the log, as data. */
export interface LogEntry {
  /** `"error"` if somebody must act. */
  readonly level: "error" | "warning" | "info";
  /** Stable, as docs/errors.md lists them. */
  readonly code: RefusalCode | keyof typeof receiverMessages;
  /** The provider's name, or that of the custom scheme. */
  readonly provider: string;
  /** The endpoint's own name, null if it has none. */
  readonly name: string | null;
  /** The delivery id, null if there is none that is fit for a log. */
  readonly id: string | null;
  /** How many bytes of body were received, null if that is not known. */
  readonly bytes: number | null;
  /** The dedupe key of a `duplicate`, of one `in_flight`, and of `payload_changed`. */
  readonly key?: string | undefined;
  /** The code as prose; it holds no secret and no expected signature. */
  readonly message: string;
  /** Where the code is explained. */
  readonly see: string;
}

/** Takes the lines of a log; `cause` is what the store or the application's own function threw, if one did. */
export type Log = (entry: LogEntry, cause?: unknown) => void;
