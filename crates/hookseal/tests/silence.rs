//! Nothing that can be printed shows a secret or an expected signature (threats 25, 118).

#![allow(
    missing_docs,
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod vector;

use hookseal::{Request, SecretInput, SignOptions, VerifyCode, Webhook, providers};
use vector::{Body, build, cases, headers, now};

const CANARY: &str = "CANARY-3f9c41d07be24a8aa6c2f5d0917be6c4";

#[test]
fn no_debug_or_message_of_any_vector_shows_a_secret() {
    let mut checked = 0;
    for case in cases("verify").iter().chain(&cases("construct")) {
        let mut secrets: Vec<String> = case["webhook"]["options"]["secrets"]
            .as_array()
            .into_iter()
            .flatten()
            .chain([&case["webhook"]["options"]["secret"]])
            .filter_map(|secret| secret.as_str().map(str::to_owned))
            .collect();
        // Shorter ones, and placeholders, are words that a message may hold.
        secrets.retain(|secret| secret.len() >= 12);
        let printed = match build(&case["webhook"]) {
            Err(error) => format!("{error} {error:?}"),
            Ok(webhook) if case["request"].is_object() => {
                let headers = headers(&case["request"]);
                let body = Body::read(&case["request"]["body"]);
                let fields = body.fields();
                let request = match &body {
                    Body::Raw(bytes) => Request::new(bytes),
                    Body::Form(_) => Request::form(&fields),
                };
                let request = request.headers(&headers);
                match webhook.verify(&request, now(case)) {
                    Err(error) => format!("{webhook:?} {request:?} {error} {error:?}"),
                    Ok(delivery) => format!("{webhook:?} {delivery:?}"),
                }
            }
            Ok(webhook) => format!("{webhook:?}"),
        };
        for secret in secrets {
            assert!(!printed.contains(&secret), "{}: {printed}", case["id"]);
            checked += 1;
        }
    }
    assert!(checked > 500, "{checked}");
}

#[test]
fn a_canary_is_nowhere_in_sight() {
    let webhook = Webhook::new(&providers::TRANSCODELY, &[CANARY]).unwrap();
    let signed = webhook.sign(b"{}", &SignOptions::new(5).id("a")).unwrap();
    let expected = signed.headers()[1].1.trim_start_matches("sha256=").to_owned();
    let mut forged = signed.headers().clone();
    forged[1].1 = format!("sha256={}", "0".repeat(64));
    let error = webhook.verify(&Request::new(b"{}").headers(&forged), 5).unwrap_err();
    assert_eq!(error.code(), VerifyCode::SignatureMismatch);
    let builder = Webhook::builder(&providers::TRANSCODELY).secret(CANARY);
    let input = SecretInput::Text(CANARY);
    let printed = format!("{webhook:?} {builder:?} {input:?} {signed:?} {error} {error:?}");
    assert!(!printed.contains("CANARY") && !printed.contains(&expected), "{printed}");
    for bad in [format!("{CANARY}\n"), format!("<{CANARY}>"), format!(" {CANARY}"), format!("-----BEGIN {CANARY}")] {
        let error = Webhook::new(&providers::TRANSCODELY, &[&bad]).unwrap_err();
        let printed = format!("{error} {error:?}");
        assert!(!printed.contains("CANARY"), "{printed}");
    }
}
