//! What a store must answer, step by step: every change between two states of a key, each followed by all that must
//! change nothing there.

use std::collections::{HashSet, VecDeque};

use serde_json::{Value, json};

use crate::store::{self, Found, Held, Token};

/// Sequences of steps with the expected answers, as tests/replay/README.md describes them.
pub fn all() -> Vec<Value> {
    let mut sequences = vec![short_lived_claim()];
    let mut seen = HashSet::from([None]);
    let mut open = VecDeque::from([Vec::new()]);
    while let Some(path) = open.pop_front() {
        for change in changes(&path) {
            let mut longer = path.clone();
            longer.push(change);
            let (state, claims) = (after(&longer), tokens(&longer));
            sequences.push(written(&longer));
            if change != Change::Expires && claims < MOST_CLAIMS + 1 && seen.insert(state) {
                open.push_back(longer);
            }
        }
    }
    sequences
}

/// A step that changes the state of the key.
#[derive(Clone, Copy, PartialEq)]
enum Change {
    Claim { digest: u8 },
    Complete,
    Release,
    LeaseEnds,
    Expires,
}

/// The steps that change something after `path`, done by the last owner.
fn changes(path: &[Change]) -> Vec<Change> {
    let claims = if tokens(path) == MOST_CLAIMS { &[][..] } else { &[1, 2][..] };
    let claims = claims.iter().map(|digest| Change::Claim { digest: *digest });
    match after(path) {
        None => claims.collect(),
        Some(Held { done: true, .. }) => vec![Change::Expires],
        Some(Held { token: None, .. }) => claims.chain([Change::Expires]).collect(),
        Some(Held { leased: true, .. }) => vec![Change::Complete, Change::Release, Change::LeaseEnds, Change::Expires],
        Some(_) => claims.chain([Change::Complete, Change::Release]).collect(),
    }
}

fn after(path: &[Change]) -> Option<Held> {
    let mut held = None;
    for (position, change) in path.iter().enumerate() {
        let owner = tokens(&path[..position]);
        match change {
            Change::Claim { digest } => _ = store::claim(&mut held, owner + 1, *digest),
            Change::Complete => _ = store::complete(&mut held, owner),
            Change::Release => _ = store::release(&mut held, owner),
            Change::LeaseEnds => held = held.map(|held| Held { leased: false, ..held }),
            Change::Expires => held = None,
        }
    }
    held
}

/// How many tokens have claimed the key; the last is the owner's.
fn tokens(path: &[Change]) -> Token {
    path.iter().filter(|change| matches!(change, Change::Claim { .. })).map(|_| 1).sum()
}

/// The path with what each step gives, then everything that changes nothing.
fn written(path: &[Change]) -> Value {
    let mut held = None;
    let mut steps = Vec::new();
    for (position, change) in path.iter().enumerate() {
        let owner = tokens(&path[..position]);
        let rest = &path[position + 1..];
        let ends =
            |change| rest.iter().take_while(|next| !matches!(next, Change::Claim { .. })).any(|next| *next == change);
        match change {
            Change::Claim { digest } => {
                let lease = if ends(Change::LeaseEnds) || ends(Change::Expires) { 1 } else { LONG };
                let ttl = if ends(Change::Expires) { 1 } else { LONG };
                steps.push(claim(&mut held, owner + 1, *digest, lease, ttl));
            }
            Change::Complete => {
                let ttl = if ends(Change::Expires) { 1 } else { LONG };
                steps.push(json!(["complete", name(owner), ttl, store::complete(&mut held, owner)]));
            }
            Change::Release => steps.push(json!(["release", name(owner), store::release(&mut held, owner)])),
            Change::LeaseEnds | Change::Expires => steps.push(json!(["wait", WAIT])),
        }
        held = after(&path[..=position]);
    }
    // A store may or may not still know the owner of a key that has expired, until it is claimed again.
    let has_expired = path.last() == Some(&Change::Expires);
    let last = tokens(path);
    if has_expired {
        steps.push(claim(&mut held, last + 1, 2, LONG, LONG));
    }
    for token in (1..=last).chain([STRANGER]) {
        let is_owner = held.is_some_and(|held| held.token == Some(token) && !held.done);
        if !is_owner {
            steps.push(json!(["complete", name(token), LONG, store::complete(&mut held, token)]));
            steps.push(json!(["release", name(token), store::release(&mut held, token)]));
        }
    }
    if held.is_some_and(|held| held.leased || held.done) {
        steps.push(claim(&mut held, STRANGER, 2, LONG, LONG));
    }
    let slow = path.iter().any(|change| matches!(change, Change::LeaseEnds | Change::Expires));
    json!({ "slow": slow, "steps": steps })
}

/// A claim is kept until its lease ends, even if it is told a shorter time.
fn short_lived_claim() -> Value {
    let mut held = None;
    let first = claim(&mut held, 1, 1, LONG, 1);
    let second = claim(&mut held, 2, 2, LONG, 1);
    json!({ "slow": true, "steps": [first, ["wait", WAIT], second] })
}

fn claim(held: &mut Option<Held>, token: Token, digest: u8, lease: u32, ttl: u32) -> Value {
    let (state, seen, attempt) = match store::claim(held, token, digest) {
        Found::Claimed { attempt, digest } => ("claimed", digest, Some(attempt)),
        Found::InFlight { digest } => ("in_flight", digest, None),
        Found::Done { digest } => ("done", digest, None),
    };
    let mut step = vec![json!("claim"), json!(name(token)), json!(digest.to_string()), json!(lease), json!(ttl)];
    step.extend([json!(state), json!(seen.to_string())]);
    step.extend(attempt.map(Value::from));
    Value::Array(step)
}

fn name(token: Token) -> &'static str {
    match token {
        STRANGER => "stranger",
        1 => "first",
        2 => "second",
        3 => "third",
        _ => "fourth",
    }
}

const MOST_CLAIMS: Token = 3;
const STRANGER: Token = 9;
const LONG: u32 = 60;
/// Seconds until what was to last for one has ended.
const WAIT: f64 = 1.2;
