//! Every state of the guard with three workers, and one flaw at a time that must be found (threats 74, 75, 76, 77, 89, 90).

use hookseal_replay_model::{Flaw, Guard};
use stateright::{Checker, Model};

#[test]
fn no_delivery_is_lost_and_none_is_claimed_after_completion() {
    let checker = check(Guard { faults: 3, duplicates: 2, flaw: None });
    println!("{} states, {} steps deep", checker.unique_state_count(), checker.max_depth());
    checker.assert_properties();
    assert!(checker.unique_state_count() > 1_000_000, "so few states are not all");
}

#[test]
fn a_claim_that_ignores_the_lease_is_found() {
    found(Flaw::ClaimIgnoresLease, "one owner while a lease lasts");
}

#[test]
fn a_completion_that_forgets_is_found() {
    found(Flaw::CompleteForgets, "never claimed after it was completed");
}

#[test]
fn a_completion_without_the_token_is_found() {
    found(Flaw::CompleteIgnoresToken, "a late owner changes nothing");
}

#[test]
fn a_completion_before_the_work_is_found() {
    found(Flaw::CompletesBeforeTheWork, "acknowledged only after it was handled");
}

#[test]
fn an_acknowledgement_while_in_flight_is_found() {
    found(Flaw::InFlightIsAcknowledged, "acknowledged only after it was handled");
}

#[test]
fn a_lease_that_never_ends_is_found() {
    found(Flaw::LeaseNeverEnds, "handled and acknowledged in the end");
}

#[test]
fn a_release_without_the_token_is_found() {
    found(Flaw::ReleaseIgnoresToken, "a late owner changes nothing");
}

fn found(flaw: Flaw, property: &'static str) {
    check(Guard { faults: 2, duplicates: 1, flaw: Some(flaw) }).assert_any_discovery(property);
}

fn check(guard: Guard) -> impl Checker<Guard> {
    guard.checker().threads(2).spawn_bfs().join()
}
