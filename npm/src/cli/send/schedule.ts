// When a provider tries again, from its policy; where none is documented, a schedule that says that it is assumed.

import type { Policy } from "../../index.js";

/** How a provider delivers. */
export interface Schedule {
  /** Seconds that it waits for an answer. */
  readonly timeout: number;
  /** Seconds before each further attempt. */
  readonly delays: readonly number[];
  readonly acknowledges: (status: number) => boolean;
  /** Whether this answer ends the attempts. */
  readonly stops: (status: number) => boolean;
  /** What of it is not documented, in words. */
  readonly assumed: readonly string[];
}

/** The schedule of a policy, null for a provider that documents none. */
export function scheduleOf(policy: Policy | null): Schedule {
  const assumed: string[] = [];
  const timeout = policy?.timeout ?? null;
  if (timeout === null) assumed.push(`a time-out of ${TIMEOUT} s`);
  const delays = policy?.delays ?? assumedDelays(policy, assumed);
  const acknowledge = policy?.acknowledge ?? "2xx";
  return {
    timeout: timeout ?? TIMEOUT,
    delays,
    acknowledges: (status) => (acknowledge === "2xx" ? status >= 200 && status < 300 : acknowledge.includes(status)),
    stops: (status) => policy?.stops === "4xx" && status >= 400 && status < 500,
    assumed,
  };
}

/** Each wait twice the one before, over the documented horizon if there is one. */
function assumedDelays(policy: Policy | null, assumed: string[]): number[] {
  const attempts = policy?.attempts ?? ATTEMPTS;
  const horizon = policy?.horizon ?? null;
  const waits = attempts - 1;
  const first = horizon === null ? FIRST : Math.max(1, Math.round(horizon / (2 ** waits - 1)));
  const of = policy?.attempts == null ? `${attempts} attempts, ` : "";
  assumed.push(`${of}a first wait of ${first} s, each further one twice as long`);
  return Array.from({ length: waits }, (_, index) => first * 2 ** index);
}

/** A duration in words. */
export function inWords(seconds: number): string {
  if (seconds < 120) return `${Number(seconds.toFixed(seconds < 10 ? 1 : 0))} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** Seconds. */
const TIMEOUT = 30;
const FIRST = 10;
const ATTEMPTS = 5;
