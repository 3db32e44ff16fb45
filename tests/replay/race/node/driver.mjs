// Tells the driver of the tests how far this worker is, and goes on when the driver answers.
//
// What the driver, crates/xtask/src/soak/, makes of it: threats 73, 74, 75, 76, 77, 78, 87, 89, 90.

/** Waits for the driver at a point. `worker` is a process id, or a name where there is none. */
export async function arrive(driver, worker, point, details = {}) {
  const query = new URLSearchParams({ point, worker, ...details });
  const answer = await fetch(`${driver}/?${query}`, { method: "POST" });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`the driver has answered ${answer.status}`);
}

/** A store that waits for the driver before and after each step. */
export function watched(store, arriveAt) {
  const around = (before, step, after) => async (...parameters) => {
    await arriveAt(before);
    const result = await step(...parameters);
    await arriveAt(after);
    return result;
  };
  return {
    claim: around("claim", store.claim.bind(store), "claimed"),
    complete: around("complete", store.complete.bind(store), "completed"),
    release: around("release", store.release.bind(store), "released"),
  };
}
