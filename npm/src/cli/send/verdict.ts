// Judges a receiver by what is seen of it from outside.

import { see } from "../output.js";
import type { Attempt } from "./report.js";
import type { Tamper } from "./sender.js";

/** What is seen from outside. */
export interface Verdict {
  readonly verdict: "bad" | "good";
  /** Genuine ones. */
  readonly deliveries: number;
  readonly acknowledged: number;
  readonly slowestMilliseconds: number | null;
  readonly timeoutMilliseconds: number;
  /** Null if there was no answer, and nothing that took too long. */
  readonly inTime: boolean | null;
  /** Null if none was sent. */
  readonly tampered: { readonly sent: number; readonly refused: number } | null;
  /** Null if none was sent. */
  readonly duplicates: { readonly sent: number; readonly acknowledged: number } | null;
  /** The options that try what was not tried. */
  readonly untried: readonly string[];
  /** Where a genuine delivery was refused: the page that says what most often is the cause. */
  readonly see: string | null;
}

/** What the attempts are judged by. */
export interface Rules {
  readonly deliveries: number;
  /** Milliseconds. */
  readonly timeout: number;
  /** What can be spoilt first of all; null if nothing is proved. */
  readonly provable: Tamper | null;
}

/** Judges all attempts. */
export function judge(attempts: readonly Attempt[], { deliveries, timeout, provable }: Rules): Verdict {
  const genuine = attempts.filter(({ kind }) => kind === "attempt");
  const duplicates = attempts.filter(({ kind }) => kind === "duplicate");
  const spoilt = attempts.filter(({ kind }) => kind !== "attempt" && kind !== "duplicate");
  const answers = attempts.filter(({ outcome }) => outcome.status !== null);
  const late = attempts.some(({ outcome }) => outcome.failure === "timeout");
  const acknowledged = count(genuine, "acknowledged");
  const repeated = { sent: duplicates.length, acknowledged: count(duplicates, "acknowledged") };
  const refused = { sent: spoilt.length, refused: count(spoilt, "refused") };
  const good =
    acknowledged === deliveries &&
    !late &&
    repeated.acknowledged === repeated.sent &&
    refused.refused === refused.sent;
  const untried = [
    spoilt.length === 0 && provable !== null ? `--tamper ${provable}` : "",
    duplicates.length === 0 ? "--duplicate 1" : "",
  ];
  return {
    verdict: good ? "good" : "bad",
    deliveries,
    acknowledged,
    slowestMilliseconds: answers.length > 0 ? Math.max(...answers.map(({ outcome }) => outcome.milliseconds)) : null,
    timeoutMilliseconds: timeout,
    inTime: late ? false : answers.length > 0 ? true : null,
    tampered: spoilt.length > 0 ? refused : null,
    duplicates: duplicates.length > 0 ? repeated : null,
    untried: untried.filter(Boolean),
    see: genuine.some(isRefusal) ? see(provable === "body" ? "body_reserialized" : "token_mismatch") : null,
  };
}

function count(attempts: readonly Attempt[], verdict: Attempt["verdict"]): number {
  return attempts.filter((attempt) => attempt.verdict === verdict).length;
}

/** As receivers answer what does not verify. */
function isRefusal({ outcome: { status } }: Attempt): boolean {
  return status === 400 || status === 401 || status === 403;
}
