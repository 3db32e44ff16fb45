//! Measures the crate against the bare MAC over the same bytes; prints a line of JSON for each row.
//!
//! hookseal-bench FULL|QUICK, built for release.

mod deliveries;
mod rounds;

use std::env;
use std::process::{Command, ExitCode};

use hmac::{Hmac, KeyInit, Mac};
use hookseal::{Request, Webhook, providers};
use serde_json::json;
use sha2::Sha256;

use deliveries::{Delivery, SECRET};
use rounds::Effort;

const KIB: usize = 1024;
const SIZES: [usize; 6] = [128, KIB, 4 * KIB, 16 * KIB, 100 * KIB, KIB * KIB];
const RIVAL: &str = "bare hmac and sha2";

fn main() -> ExitCode {
    let effort = match env::args().nth(1).as_deref() {
        Some("FULL") => rounds::FULL,
        Some("QUICK") => rounds::QUICK,
        _ => {
            println!("usage: hookseal-bench FULL|QUICK");
            return ExitCode::FAILURE;
        }
    };
    let webhook = Webhook::new(&providers::TRANSCODELY, &[SECRET]).expect("the secret is a good one");
    println!("{}", json!({ "ours": format!("hookseal {}", env!("CARGO_PKG_VERSION")), "runtime": compiler() }));
    let (mut passed, mut failed) = (0, 0);
    for size in SIZES {
        if measure(&webhook, size, &effort) {
            passed += 1;
        } else {
            println!("{RIVAL}, {size} bytes: a tampered delivery was accepted");
            failed += 1;
        }
    }
    println!("{passed} passed, {failed} failed");
    if failed > 0 || passed == 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The compiler on PATH, which is the one that cargo has used.
fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output();
    output.map_or_else(|_| "rustc".to_owned(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn measure(webhook: &Webhook, size: usize, effort: &Effort) -> bool {
    let ours = |delivery: &Delivery| {
        let request = Request::new(&delivery.body).headers(&delivery.headers);
        webhook.verify(&request, delivery.now).is_ok()
    };
    let theirs = |delivery: &Delivery| {
        let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("HMAC takes keys of any length");
        mac.update(delivery.timestamp.as_bytes());
        mac.update(b".");
        mac.update(&delivery.body);
        mac.verify_slice(&delivery.signature).is_ok()
    };
    let forged = Delivery::new(size).tampered();
    if ours(&forged) || theirs(&forged) {
        return false;
    }
    let rounds = rounds::duel(|| Delivery::new(size), ours, theirs, effort);
    println!("{}", json!({ "rival": RIVAL, "size": size, "rounds": rounds }));
    true
}
