// The method: rounds of ours and theirs in turn, each of a length that was calibrated, on the same delivery.

/** How long a warm-up and a round last, in milliseconds, and how many pairs of rounds there are. */
export const EFFORTS = {
  FULL: { warmUp: 200, round: 5, pairs: 101 },
  QUICK: { warmUp: 4, round: 2, pairs: 5 },
};

/** Returns for each pair of rounds the microseconds that a call took, ours and theirs. */
export function duel({ make, ours, theirs }, size, { warmUp, round, pairs }) {
  // Made before the clock starts, one for each pair, so that nothing is learnt about one body.
  const deliveries = Array.from({ length: pairs }, () => make(size));
  const ourCalls = calibrate(ours, deliveries[0], warmUp, round);
  const theirCalls = calibrate(theirs, deliveries[0], warmUp, round);
  return deliveries.map((delivery) => [time(ours, delivery, ourCalls), time(theirs, delivery, theirCalls)]);
}

/** Warms up, and returns how many calls fill a round. */
function calibrate(verify, delivery, warmUp, round) {
  const end = performance.now() + warmUp;
  let calls = 1;
  let took = time(verify, delivery, calls);
  while (performance.now() < end || (took * calls) / 1000 < round / 4) {
    if ((took * calls) / 1000 < round) calls *= 2;
    took = time(verify, delivery, calls);
  }
  return Math.max(1, Math.round((round * 1000) / took));
}

function time(verify, delivery, calls) {
  const start = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) verify(delivery);
  return Number(process.hrtime.bigint() - start) / 1000 / calls;
}
