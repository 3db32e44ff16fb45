// The rules of the contract, each as a check of one key. The name says the rule.

import { FIRST, OTHER, RACERS, type Trial } from "./contract-trial.js";

export const checks: Readonly<Record<string, (trial: Trial) => Promise<void>>> = {
  async "a free key is claimed, as the first attempt"(trial) {
    await trial.claims("owner", 1);
  },
  async "a claimed key is in flight, for no longer than its lease, and keeps its first digest"(trial) {
    await trial.claims("owner", 1);
    await trial.isInFlight();
    await trial.isInFlight();
  },
  async "a completed key is done, and keeps its first digest"(trial) {
    await trial.claims("owner", 1);
    await trial.completes("owner", true);
    await trial.isDone();
    await trial.isDone();
  },
  async "a released key is claimed as the next attempt, and keeps its first digest"(trial) {
    await trial.claims("first", 1);
    await trial.releases("first", true);
    await trial.claims("second", 2, { digest: OTHER, seen: FIRST });
    await trial.releases("second", true);
    await trial.claims("third", 3);
    await trial.isInFlight();
  },
  async "the owner of a key does not claim it twice"(trial) {
    await trial.claims("owner", 1);
    const found = await trial.claim("owner");
    // Or it is the claim that it has, sent again.
    if (found.state !== "in_flight") trial.equal(found, { state: "claimed", attempt: 1, digest: FIRST });
    await trial.isInFlight();
    await trial.releases("owner", true);
    await trial.claims("next", 2);
  },
  async "a key that nobody claimed is neither completed nor released"(trial) {
    await trial.completes("nobody", false);
    await trial.releases("nobody", false);
    await trial.claims("owner", 1);
  },
  async "another's token neither completes nor releases"(trial) {
    await trial.claims("owner", 1);
    for (const token of ["other", "", "owner ", "Owner", "owner%", "*"]) {
      await trial.completes(token, false);
      await trial.releases(token, false);
    }
    await trial.isInFlight();
    await trial.completes("owner", true);
  },
  async "a completed key is neither completed nor released again"(trial) {
    await trial.claims("owner", 1);
    await trial.completes("owner", true);
    await trial.completes("owner", false);
    await trial.releases("owner", false);
    await trial.isDone();
  },
  async "a released key is neither completed nor released again"(trial) {
    await trial.claims("owner", 1);
    await trial.releases("owner", true);
    await trial.completes("owner", false);
    await trial.releases("owner", false);
    await trial.claims("next", 2);
  },
  async "a token that was released does nothing to the next owner"(trial) {
    await trial.claims("first", 1);
    await trial.releases("first", true);
    await trial.claims("second", 2);
    await trial.completes("first", false);
    await trial.releases("first", false);
    await trial.isInFlight();
    await trial.completes("second", true);
  },
  async "keys that differ in one character are two keys"(trial) {
    const key = `${trial.key.slice(0, -1)}${trial.key.endsWith("0") ? "1" : "0"}`;
    await trial.claims("owner", 1);
    await trial.completes("owner", true);
    await trial.claims("owner", 1, { key, digest: OTHER });
    await trial.isDone();
  },
  async "of parallel claims of a free key exactly one wins"(trial) {
    await trial.completes(await trial.race(1), true);
    await trial.isDone();
  },
  async "of parallel claims of a released key exactly one wins"(trial) {
    await trial.claims("first", 1);
    await trial.releases("first", true);
    await trial.releases(await trial.race(2), true);
    await trial.race(3);
  },
  async "of parallel claims of a done key none wins"(trial) {
    await trial.claims("owner", 1);
    await trial.completes("owner", true);
    await Promise.all(Array.from({ length: RACERS }, () => trial.isDone()));
  },
  async "of parallel completions by the owner exactly one is acknowledged"(trial) {
    await trial.claims("owner", 1);
    const answers = await Promise.all(Array.from({ length: RACERS }, () => trial.complete("owner")));
    trial.equal(answers.filter((held) => held).length, 1);
  },
  async "once a lease has ended exactly one of parallel claims takes over, and the late owner does nothing"(trial) {
    await trial.claims("late", 1, { lease: 1 });
    await trial.advance(LAPSE);
    const winner = await trial.race(2);
    await trial.completes("late", false);
    await trial.releases("late", false);
    await trial.isInFlight();
    await trial.completes(winner, true);
    await trial.isDone();
  },
  async "a late owner does not undo the completion of the next one"(trial) {
    await trial.claims("late", 1, { lease: 1 });
    await trial.advance(LAPSE);
    await trial.claims("next", 2);
    await trial.completes("next", true);
    await trial.releases("late", false);
    await trial.completes("late", false, 1);
    await trial.isDone();
  },
  async "a done key is remembered for the time of its completion, not for that of its claim"(trial) {
    await trial.claims("owner", 1, { lease: 1, ttl: 3 });
    await trial.completes("owner", true, 120);
    await trial.advance(2 + LAPSE);
    await trial.isDone();
  },
  async "a done key is free again once its time is over, with nothing of the past"(trial) {
    await trial.claims("first", 1);
    await trial.completes("first", true, 1);
    await trial.advance(LAPSE);
    await trial.claims("second", 1, { digest: OTHER });
    await trial.completes("first", false);
    await trial.completes("second", true);
  },
};

/** Seconds after which a lease or a time to live of one second has ended, also where whole seconds are counted. */
const LAPSE = 1.5;
