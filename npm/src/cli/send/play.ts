// Sends deliveries by the provider's schedule: attempts until one is acknowledged, duplicates, what must be refused.

import type { SignedRequest } from "../../index.js";
import { post, type Outcome } from "../post.js";
import type { Attempt } from "./report.js";
import type { Schedule } from "./schedule.js";
import type { Delivery, Sender, Tamper } from "./sender.js";

/** What is sent, and how fast. */
export interface Play {
  readonly sender: Sender;
  readonly url: URL;
  /** Genuine ones. */
  readonly deliveries: readonly Delivery[];
  /** Further ones, by a clock that is so many seconds ahead that each must be refused. */
  readonly skewed: readonly Delivery[];
  readonly skew: number;
  readonly schedule: Schedule;
  /** By how much each wait is divided. */
  readonly timeScale: number;
  /** Milliseconds for an answer. */
  readonly timeout: number;
  readonly concurrency: number;
  readonly duplicates: number;
  readonly tampers: readonly Tamper[];
  readonly told: (attempt: Attempt) => void;
  /** Waits this many seconds. */
  readonly wait: (seconds: number) => Promise<void>;
}

/** Plays it. It ends at once if at the first attempt nobody is there. */
export async function play(given: Play): Promise<void> {
  await new Performance(given).perform();
}

class Performance {
  readonly #given: Play;
  readonly #acknowledged: Delivery[] = [];
  #first: Outcome | null = null;

  constructor(given: Play) {
    this.#given = given;
  }

  async perform(): Promise<void> {
    const { deliveries, skewed, skew, sender, duplicates, tampers } = this.#given;
    await this.#each(deliveries, (delivery) => this.#deliver(delivery));
    await this.#each(skewed, (delivery) => this.#mustBeRefused(delivery, "skewed", sender.skewed(delivery, skew)));
    const again = this.#acknowledged.flatMap((delivery) =>
      Array.from({ length: duplicates }, (_, index) => ({ delivery, number: index + 1 })),
    );
    await this.#each(again, async ({ delivery, number }) => {
      this.#given.told(this.#attempt(delivery, "duplicate", number, await this.#send(sender.sign(delivery))));
    });
    for (const what of this.#isAbsent ? [] : tampers) {
      await this.#mustBeRefused(deliveries[0]!, `tampered ${what}`, sender.tamper(deliveries[0]!, what));
    }
  }

  /** Attempts until one is acknowledged or the provider would give up. */
  async #deliver(delivery: Delivery): Promise<void> {
    const { schedule, sender, timeScale, wait, told } = this.#given;
    for (let number = 1; ; number++) {
      const outcome = await this.#send(sender.sign(delivery));
      const attempt = this.#attempt(delivery, "attempt", number, outcome);
      if (attempt.verdict === "acknowledged") {
        this.#acknowledged.push(delivery);
        return told(attempt);
      }
      const stopped = outcome.status !== null && schedule.stops(outcome.status);
      const next = stopped ? null : (schedule.delays[number - 1] ?? null);
      const again = next === null || this.#isAbsent ? null : next / timeScale;
      told({ ...attempt, next, wait: again, end: stopped ? "stopped" : next === null ? "last" : null });
      if (again === null) return;
      await wait(again);
    }
  }

  async #mustBeRefused(
    delivery: Delivery,
    kind: "skewed" | `tampered ${Tamper}`,
    request: SignedRequest,
  ): Promise<void> {
    const attempt = this.#attempt(delivery, kind, 1, await this.#send(request));
    const answer = attempt.verdict === "acknowledged" ? "accepted" : "refused";
    // Without an answer nothing was refused.
    this.#given.told({ ...attempt, verdict: attempt.outcome.status === null ? "failed" : answer });
  }

  #attempt(delivery: Delivery, kind: Attempt["kind"], number: number, outcome: Outcome): Attempt {
    const acknowledged = outcome.status !== null && this.#given.schedule.acknowledges(outcome.status);
    const verdict = acknowledged ? "acknowledged" : "failed";
    const { number: of, id = null } = delivery;
    return { delivery: of, kind, number, id, outcome, verdict, next: null, wait: null, end: null };
  }

  async #send({ headers, body, url }: SignedRequest): Promise<Outcome> {
    const { url: receiver, timeout } = this.#given;
    const target = new URL(url ?? receiver);
    const outcome = await post(target, [...Object.entries(headers), ["user-agent", "hookseal"]], body, { timeout });
    this.#first ??= outcome;
    return outcome;
  }

  /** Whether nobody was there at first: then no wait helps. */
  get #isAbsent(): boolean {
    return ABSENT.has(this.#first?.failure ?? "");
  }

  /** As many at a time as `concurrency`, begun in order. */
  async #each<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < items.length && !this.#isAbsent) await act(items[next++]!);
    };
    await Promise.all(Array.from({ length: this.#given.concurrency }, worker));
  }
}

/** The system's codes for a port that nobody listens at, and for a host that is not found. */
const ABSENT: ReadonlySet<string> = new Set(["EAI_AGAIN", "ECONNREFUSED", "ENOTFOUND"]);
