//! What a replay guard takes from the rows: numbers worked out by hand from the providers' pages.

#![allow(missing_docs, clippy::unwrap_used)]

use hookseal::{Policy, Provider, providers};

const HOUR: u32 = 3600;
const DAY: u32 = 24 * HOUR;

fn policy(provider: &'static Provider, variant: &str) -> &'static Policy {
    provider.variants().find(|(name, _)| *name == variant).and_then(|(_, policy)| policy).unwrap()
}

/// threat 72
#[test]
fn a_handled_delivery_is_kept_until_no_attempt_can_come() {
    let kept = |provider, variant| {
        let policy = policy(provider, variant);
        (policy.horizon(), policy.keep())
    };
    // "About 72 hours", and fifteen time-outs of 10 s on the way.
    assert_eq!(kept(&providers::TRANSCODELY, "transcodely-signature"), (Some(72 * HOUR), 72 * HOUR + 150));
    // 1 min, 5 min, 30 min, 2 h, 12 h.
    assert_eq!(kept(&providers::TRANSCODELY, "x-transcodely-signature"), (Some(14 * HOUR + 36 * 60), DAY));
    assert_eq!(kept(&providers::ASSEMBLYAI, "header"), (Some(90), DAY));
    assert_eq!(kept(&providers::CONNECT, "url-parameter"), (Some(110), DAY));
    // The last line of the specification's example: 75:35:05.
    let lasts = 75 * HOUR + 35 * 60 + 5;
    assert_eq!(kept(&providers::STANDARD_WEBHOOKS, "webhook"), (Some(lasts), lasts));
    // "A few times with exponential backoff".
    assert_eq!(kept(&providers::TRANSLOADIT, "form"), (None, 3 * DAY));
    assert_eq!(Policy::DEFAULT_KEEP, 3 * DAY);
}

#[test]
fn a_delivery_in_flight_is_answered_so_that_it_comes_again() {
    for provider in providers::ALL {
        for (variant, policy) in provider.variants() {
            let stopped_by_4xx = provider.name() == "assemblyai";
            let status = policy.unwrap().busy_status();
            assert_eq!(status, if stopped_by_4xx { 503 } else { 409 }, "{} {variant}", provider.name());
        }
    }
    assert_eq!(Policy::DEFAULT_BUSY_STATUS, 503);
}

#[test]
fn rows_say_how_long_a_body_may_be_and_where_the_id_stands() {
    let facts = |provider: &'static Provider| (provider.body_limit(), provider.id_headers().collect::<Vec<_>>());
    assert_eq!(facts(&providers::TRANSLOADIT), (16 * 1024 * 1024, vec![]));
    assert_eq!(facts(&providers::TRANSCODELY), (1024 * 1024, vec!["Webhook-Id", "X-Transcodely-Delivery-ID"]));
    assert_eq!(facts(&providers::ASSEMBLYAI), (1024 * 1024, vec![]));
    assert_eq!(facts(&providers::CONNECT), (1024 * 1024, vec![]));
    assert_eq!(facts(&providers::STANDARD_WEBHOOKS), (1024 * 1024, vec!["webhook-id", "svix-id"]));
}
