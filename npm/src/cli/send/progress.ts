// What is seen of a wait, and what an interruption leaves behind.

import { setTimeout as sleep } from "node:timers/promises";
import { INTERRUPTED } from "../failure.js";
import { remark } from "../output.js";
import type { Attempt } from "./report.js";
import { inWords } from "./schedule.js";

/** Waits; counts down on a terminal if it is the only one that waits. */
export async function waitFor(seconds: number, alone: boolean): Promise<void> {
  const until = Date.now() + seconds * 1000;
  const shown = alone && process.stderr.isTTY === true;
  const shorter = seconds > LONG ? "; --time-scale shortens the waits" : "";
  while (Date.now() < until) {
    const left = until - Date.now();
    if (shown) process.stderr.write(`${REWRITE}next attempt in ${inWords(Math.ceil(left / 1000))}${shorter}`);
    await sleep(shown ? Math.min(left, 1000) : Math.min(left, LONGEST_TIMER));
  }
  if (shown) process.stderr.write(REWRITE);
}

/** Lets Ctrl-C say what was sent until then. */
export function tellWhenInterrupted(attempts: readonly Attempt[], deliveries: number): void {
  process.removeAllListeners("SIGINT");
  process.once("SIGINT", () => {
    const acknowledged = attempts.filter(({ kind, verdict }) => kind === "attempt" && verdict === "acknowledged");
    const requests = attempts.length === 1 ? "1 request" : `${attempts.length} requests`;
    if (process.stderr.isTTY) process.stderr.write("\n");
    remark(`interrupted after ${requests}: ${acknowledged.length} of ${deliveries} deliveries acknowledged`);
    process.exit(INTERRUPTED);
  });
}

/** Seconds. */
const LONG = 60;
/** Milliseconds; a timer cannot be longer than 24 days. */
const LONGEST_TIMER = 86_400_000;
/** Back to the start of the line, which is wiped. */
const REWRITE = "\r\x1b[K";
