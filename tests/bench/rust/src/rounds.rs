//! The method: rounds of ours and theirs in turn, each of a length that was calibrated, on the same delivery.

use std::hint::black_box;
use std::iter;
use std::time::{Duration, Instant};

pub struct Effort {
    warm_up: Duration,
    round: Duration,
    pairs: usize,
}

pub const FULL: Effort = Effort { warm_up: Duration::from_millis(100), round: Duration::from_millis(5), pairs: 101 };
pub const QUICK: Effort = Effort { warm_up: Duration::from_millis(4), round: Duration::from_millis(2), pairs: 5 };

/// Returns for each pair of rounds the microseconds that a call took, ours and theirs. A call says whether it accepts.
pub fn duel<D>(
    make: impl FnMut() -> D,
    ours: impl Fn(&D) -> bool,
    theirs: impl Fn(&D) -> bool,
    effort: &Effort,
) -> Vec<(f64, f64)> {
    // Made before the clock starts, one for each pair, so that nothing is learnt about one body.
    let deliveries: Vec<D> = iter::repeat_with(make).take(effort.pairs).collect();
    let our_calls = calibrate(&ours, &deliveries[0], effort);
    let their_calls = calibrate(&theirs, &deliveries[0], effort);
    deliveries.iter().map(|each| (time(&ours, each, our_calls), time(&theirs, each, their_calls))).collect()
}

/// Warms up, and returns how many calls fill a round.
fn calibrate<D>(verify: impl Fn(&D) -> bool, delivery: &D, effort: &Effort) -> u32 {
    let round = effort.round.as_secs_f64() * 1e6;
    let end = Instant::now() + effort.warm_up;
    let mut calls = 1;
    let mut took = time(&verify, delivery, calls);
    while Instant::now() < end || took * f64::from(calls) < round / 4.0 {
        if took * f64::from(calls) < round {
            calls *= 2;
        }
        took = time(&verify, delivery, calls);
    }
    ((round / took) as u32).max(1)
}

fn time<D>(verify: impl Fn(&D) -> bool, delivery: &D, calls: u32) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        assert!(black_box(verify(black_box(delivery))), "a genuine delivery was refused");
    }
    start.elapsed().as_secs_f64() * 1e6 / f64::from(calls)
}
