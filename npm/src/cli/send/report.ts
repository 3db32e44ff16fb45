// What `send` prints: a line for each attempt, and the verdict at the end; or the same as JSON.

import type { Outcome } from "../post.js";
import { line, type Paint } from "../output.js";
import { inWords } from "./schedule.js";
import type { Verdict } from "./verdict.js";

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
  /** Seconds until it is tried again here; null if it is not. */
  readonly wait: number | null;
  /** Why the provider would not try again. */
  readonly end: "last" | "stopped" | null;
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
  const marks = { yes: colored("good", "yes"), no: colored("bad", "no "), open: colored("faint", "-  ") };
  const mark = (good: boolean | null): string => (good === null ? marks.open : good ? marks.yes : marks.no);
  // That a duplicate is acknowledged is right, and no sign of idempotence.
  const repeated = duplicates && duplicates.acknowledged < duplicates.sent ? false : null;
  const rows = [
    ["acknowledges", mark(acknowledged === deliveries), `${acknowledged} of ${deliveries}`],
    ["in time", mark(inTime), `${inWords(timeoutMilliseconds / 1000)} are allowed${slowest}`],
    ["refuses", mark(tampered && tampered.refused === tampered.sent), refusesText(verdict)],
    ["duplicates", mark(repeated), duplicatesText(verdict)],
    ["verdict", colored(verdict.verdict, summaryOf(verdict)), ""],
  ] as const;
  const lines = rows.map(([name, first, text]) => `${name.padEnd(14)}${first}${text && `  ${text}`}\n`);
  return lines.join("") + (verdict.see === null ? "" : refusedText(verdict.see));
}

function refusesText({ tampered, untried }: Verdict): string {
  if (tampered !== null) return `${tampered.refused} of ${tampered.sent} that must be refused`;
  const option = untried.find((option) => option.startsWith("--tamper"));
  return option === undefined ? "the requests prove nothing" : `not tried: ${option}`;
}

function duplicatesText({ duplicates }: Verdict): string {
  if (duplicates === null) return "not tried: --duplicate 1";
  const { sent, acknowledged } = duplicates;
  return `${acknowledged} of ${sent} acknowledged; whether any was handled twice is not seen from here`;
}

/** What was tried and is good says nothing of the rest. */
function summaryOf({ verdict, tampered, duplicates, untried }: Verdict): string {
  if (verdict === "bad" || untried.length === 0) return verdict;
  const tried = 2 + [tampered, duplicates].filter((each) => each !== null).length;
  const rest = untried.length === 1 ? `${untried[0]} tries` : `${untried.join(" ")} try`;
  return `good so far: ${tried} of ${tried + untried.length} tried; ${rest} the rest`;
}

function refusedText(page: string): string {
  const cause = page.endsWith("#body_reserialized")
    ? "the body was parsed and written again, or the secret is another"
    : "the token is another";
  return [
    `refused a genuine delivery: most often ${cause};`,
    "`npx hookseal explain`, given the request as the receiver has it, says which",
    `see ${page}\n`,
  ].join("\n");
}

function reason({ outcome: { status, failure } }: Attempt, timeout: number): string {
  if (failure === "timeout") return `: nothing within ${inWords(timeout / 1000)}`;
  if (failure !== null) return `: ${failure}`;
  return status !== null && status >= 300 && status < 400 ? ": a redirect is not followed" : "";
}

function next({ next, wait, end }: Attempt): string {
  if (end === "last") return "; the provider would give up, it was the last attempt";
  if (end === "stopped") return "; the provider would give up, a 4xx ends its attempts";
  if (next === null) return "";
  const here = wait === null ? " (not here)" : wait === next ? "" : ` (now: ${inWords(wait)})`;
  return `; the provider would try again in ${inWords(next)}${here}`;
}
