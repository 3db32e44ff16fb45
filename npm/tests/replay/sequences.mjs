// Takes a store through the sequences that the model has written down, each with a key of its own.

import sequences from "../../../tests/replay/sequences.json" with { type: "json" };
import { freshKey } from "./keys.mjs";

/**
 * Runs all of them at a time; with `advance`, by which a clock is put forward, one after the other.
 *
 * @returns the number of answers compared, and a line for each that differs
 */
export async function runSequences(store, advance) {
  const answers = [];
  const run = async ({ steps }, index) => {
    const [key, life] = [freshKey(), { now: 0, end: 0 }];
    for (const [step, ...rest] of steps) {
      if (step === "wait") {
        life.now += rest[0];
        await (advance ?? wait)(rest[0]);
      } else {
        const differs = await take[step](store, key, rest, life);
        answers.push(differs && `sequence ${index}, ${JSON.stringify([step, ...rest])}: ${differs}`);
      }
    }
  };
  if (advance === undefined) await Promise.all(sequences.map(run));
  else for (const [index, sequence] of sequences.entries()) await run(sequence, index);
  return { compared: answers.length, differences: answers.filter((line) => line !== undefined) };
}

/** Each takes one step of a key, and gives the answer if that is not the expected one. */
const take = {
  async claim(store, key, [token, digest, lease, ttl, ...expected], life) {
    const found = await store.claim(key, { token, digest: digest.repeat(64), lease, ttl });
    if (found.state === "claimed") life.end = life.now + Math.max(lease, ttl);
    const answer = [found.state, found.digest[0], ...(found.state === "claimed" ? [found.attempt] : [])].join();
    return answer === expected.join() ? undefined : answer;
  },
  async complete(store, key, [token, ttl, expected], life) {
    const held = await store.complete(key, token, ttl);
    if (mayHaveForgotten(life)) return undefined;
    if (held) life.end = life.now + ttl;
    return held === expected ? undefined : String(held);
  },
  async release(store, key, [token, expected], life) {
    const held = await store.release(key, token);
    return held === expected || mayHaveForgotten(life) ? undefined : String(held);
  },
};

// Some stores delete what has expired, others know its owner until it is claimed again.
function mayHaveForgotten({ now, end }) {
  return now > end;
}

function wait(seconds) {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
