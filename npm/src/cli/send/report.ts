// What `send` prints: a line for each attempt, and the verdict at the end; or the same as JSON.

import type { Outcome } from "../post.js";
import { line, type Paint } from "../output.js";
import { inWords } from "./schedule.js";

/** One request that was sent, and what came of it. */
export interface Attempt {
  /** The delivery's number, counted from 1. */
  readonly delivery: number;
  readonly kind: "attempt" | "duplicate" | "skewed" | `tampered ${string}`;
  /** Which attempt or duplicate of the delivery it was, counted from 1. */
  readonly number: number;
  readonly id: string | null;
  readonly outcome: Outcome;
  readonly verdict: "accepted" | "acknowledged" | "failed" | "refused";
  /** Seconds until the provider would try again; null if it would not. */
  readonly next: number | null;
  /** Seconds until it is tried again here. */
  readonly wait: number | null;
  /** Why the provider would not try again. */
  readonly end: "last" | "stopped" | null;
}

/** What is seen from outside. */
export interface Verdict {
  readonly verdict: "bad" | "good";
  readonly deliveries: number;
  readonly acknowledged: number;
  readonly slowestMilliseconds: number | null;
  readonly timeoutMilliseconds: number;
  readonly inTime: boolean;
  /** Null if none was sent. */
  readonly tampered: { readonly sent: number; readonly refused: number } | null;
  /** Null if none was sent. */
  readonly duplicates: { readonly sent: number; readonly acknowledged: number } | null;
}

/** One line of an attempt. */
export function attemptText(attempt: Attempt, timeout: number, colored: Paint): string {
  const { delivery, kind, number, outcome, verdict } = attempt;
  const good = verdict === "acknowledged" || verdict === "refused";
  const what = kind === "attempt" || kind === "duplicate" ? `${kind} ${number}` : kind;
  const status = outcome.status === null ? "no answer" : `${outcome.status}`;
  const told = colored(good ? "good" : "bad", verdict === "accepted" ? "accepted, and must be refused" : verdict);
  const words = [
    `#${delivery} ${what}`,
    status,
    `${outcome.milliseconds} ms`,
    told + reason(attempt, timeout) + next(attempt),
  ];
  return `${words.join("  ")}\n`;
}

/** The same for a program. */
export function attemptJson({ outcome, ...attempt }: Attempt): string {
  const { status, failure, milliseconds } = outcome;
  return line({ ...attempt, status, failure, milliseconds });
}

/** The lines of the verdict. */
export function verdictText(verdict: Verdict, colored: Paint): string {
  const { deliveries, acknowledged, slowestMilliseconds, timeoutMilliseconds, inTime, tampered, duplicates } = verdict;
  const slowest = slowestMilliseconds === null ? "" : `, the slowest answer took ${slowestMilliseconds} ms`;
  const answers: readonly (readonly [string, boolean | null, string])[] = [
    ["acknowledges", acknowledged === deliveries, `${acknowledged} of ${deliveries}`],
    ["in time", inTime, `${inWords(timeoutMilliseconds / 1000)} are allowed${slowest}`],
    tampered === null
      ? ["refuses", null, "not tried: --tamper body"]
      : ["refuses", tampered.refused === tampered.sent, `${tampered.refused} of ${tampered.sent} that must be refused`],
    duplicates === null
      ? ["idempotent", null, "not tried: --duplicate 1"]
      : [
          "idempotent",
          duplicates.acknowledged === duplicates.sent,
          `${duplicates.acknowledged} of ${duplicates.sent} duplicates acknowledged; ${UNSEEN}`,
        ],
  ];
  const lines = answers.map(([name, good, text]) => {
    const mark = good === null ? colored("faint", "-  ") : good ? colored("good", "yes") : colored("bad", "no ");
    return `${name.padEnd(14)}${mark}  ${text}\n`;
  });
  return `${lines.join("")}${"verdict".padEnd(14)}${colored(verdict.verdict, verdict.verdict)}\n`;
}

const UNSEEN = "whether they were handled again is not seen from here";

function reason({ outcome: { status, failure } }: Attempt, timeout: number): string {
  if (failure === "timeout") return `: nothing within ${inWords(timeout / 1000)}`;
  if (failure !== null) return `: ${failure}`;
  return status !== null && status >= 300 && status < 400 ? ": a redirect is not followed" : "";
}

function next({ next, wait, end }: Attempt): string {
  if (end === "last") return "; the provider would give up, it was the last attempt";
  if (end === "stopped") return "; the provider would give up, a 4xx ends its attempts";
  if (next === null) return "";
  return `; the provider would try again in ${inWords(next)}${wait === next ? "" : ` (now: ${inWords(wait!)})`}`;
}
