// Sends deliveries by the provider's schedule: attempts until one is acknowledged, duplicates, what is spoilt.

import type { SignedRequest } from "../../index.js";
import { post, type Outcome } from "../post.js";
import type { Attempt, Verdict } from "./report.js";
import type { Schedule } from "./schedule.js";
import type { Delivery, Sender, Tamper } from "./sender.js";

/** What is sent, and how fast. */
export interface Play {
  readonly sender: Sender;
  readonly url: URL;
  readonly deliveries: readonly Delivery[];
  readonly schedule: Schedule;
  /** By how much each wait is divided. */
  readonly timeScale: number;
  /** Milliseconds for an answer. */
  readonly timeout: number;
  readonly concurrency: number;
  readonly duplicates: number;
  readonly tampers: readonly Tamper[];
  /** Whether each delivery must be refused, because its timestamp is. */
  readonly refused: boolean;
  readonly told: (attempt: Attempt) => void;
  /** Waits this many seconds. */
  readonly wait: (seconds: number) => Promise<void>;
}

/** Plays it, and judges what was seen. */
export async function play(given: Play): Promise<Verdict & { readonly answered: boolean }> {
  const attempts: Attempt[] = [];
  const note = (attempt: Attempt): Attempt => {
    attempts.push(attempt);
    given.told(attempt);
    return attempt;
  };
  const acknowledged = new Set<Delivery>();
  await pool(given.deliveries, given.concurrency, async (delivery) => {
    if (given.refused) await mustBeRefused(given, delivery, "skewed", given.sender.sign(delivery), note);
    else if (await deliver(given, delivery, note)) acknowledged.add(delivery);
  });
  const again = [...acknowledged].flatMap((delivery) =>
    numbers(given.duplicates).map((number) => ({ delivery, number })),
  );
  await pool(again, given.concurrency, async ({ delivery, number }) => {
    const outcome = await send(given, given.sender.sign(delivery));
    note(attemptOf(given, delivery, "duplicate", number, outcome));
  });
  for (const what of given.tampers) {
    const delivery = given.deliveries[0]!;
    await mustBeRefused(given, delivery, `tampered ${what}`, given.sender.tamper(delivery, what), note);
  }
  return judge(given, attempts, acknowledged.size);
}

/** Attempts until one is acknowledged or the provider would give up. */
async function deliver(given: Play, delivery: Delivery, note: (attempt: Attempt) => Attempt): Promise<boolean> {
  const { schedule, sender, timeScale, wait } = given;
  for (let number = 1; ; number++) {
    const outcome = await send(given, sender.sign(delivery));
    const attempt = attemptOf(given, delivery, "attempt", number, outcome);
    if (attempt.verdict === "acknowledged") {
      note(attempt);
      return true;
    }
    const stopped = outcome.status !== null && schedule.stops(outcome.status);
    const next = stopped ? null : (schedule.delays[number - 1] ?? null);
    const end = stopped ? "stopped" : next === null ? "last" : null;
    note({ ...attempt, next, wait: next === null ? null : next / timeScale, end });
    if (next === null) return false;
    await wait(next / timeScale);
  }
}

async function mustBeRefused(
  given: Play,
  delivery: Delivery,
  kind: "skewed" | `tampered ${Tamper}`,
  request: SignedRequest,
  note: (attempt: Attempt) => Attempt,
): Promise<void> {
  const attempt = attemptOf(given, delivery, kind, 1, await send(given, request));
  // Without an answer nothing was refused.
  const verdict =
    attempt.outcome.status === null ? "failed" : attempt.verdict === "acknowledged" ? "accepted" : "refused";
  note({ ...attempt, verdict });
}

function attemptOf(
  { schedule }: Play,
  { number: delivery, id }: Delivery,
  kind: Attempt["kind"],
  number: number,
  outcome: Outcome,
): Attempt {
  const acknowledged = outcome.status !== null && schedule.acknowledges(outcome.status);
  const verdict = acknowledged ? "acknowledged" : "failed";
  return { delivery, kind, number, id: id ?? null, outcome, verdict, next: null, wait: null, end: null };
}

function send({ url, timeout }: Play, { headers, body, url: signed }: SignedRequest): Promise<Outcome> {
  const target = new URL(signed ?? url);
  return post(target, [...Object.entries(headers), ["user-agent", "hookseal"]], body, { timeout });
}

function judge(
  given: Play,
  attempts: readonly Attempt[],
  acknowledged: number,
): Verdict & { readonly answered: boolean } {
  const answers = attempts.filter(({ outcome }) => outcome.status !== null);
  const duplicates = attempts.filter(({ kind }) => kind === "duplicate");
  const spoilt = attempts.filter(({ kind }) => kind !== "attempt" && kind !== "duplicate");
  const inTime = attempts.every(({ outcome }) => outcome.failure !== "timeout");
  const deliveries = given.refused ? 0 : given.deliveries.length;
  const repeated = { sent: duplicates.length, acknowledged: count(duplicates, "acknowledged") };
  const refused = { sent: spoilt.length, refused: count(spoilt, "refused") };
  const good =
    acknowledged === deliveries &&
    inTime &&
    repeated.acknowledged === repeated.sent &&
    refused.refused === refused.sent;
  return {
    verdict: good ? "good" : "bad",
    deliveries,
    acknowledged,
    slowestMilliseconds: answers.length > 0 ? Math.max(...answers.map(({ outcome }) => outcome.milliseconds)) : null,
    timeoutMilliseconds: given.timeout,
    inTime,
    tampered: spoilt.length > 0 ? refused : null,
    duplicates: duplicates.length > 0 ? repeated : null,
    answered: answers.length > 0,
  };
}

function count(attempts: readonly Attempt[], verdict: Attempt["verdict"]): number {
  return attempts.filter((attempt) => attempt.verdict === verdict).length;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** As many at a time as `width`, begun in order. */
async function pool<T>(items: readonly T[], width: number, act: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) await act(items[next++]!);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
