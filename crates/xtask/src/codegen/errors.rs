//! The tables in docs/errors.md: every code, its meaning from the core, and what to do about it.

use std::path::Path;

use anyhow::{Context, Result};
use hookseal::describe::ReceiverCode;
use hookseal::explain::FindingCode;
use hookseal::{ConfigCode, VerifyCode};

use super::{Generated, block};

/// A code, what it means, and what to do about it.
pub struct Advice {
    pub code: &'static str,
    pub meaning: &'static str,
    pub fix: &'static str,
}

pub fn generate(root: &Path) -> Result<Generated> {
    let blocks = [
        ("request codes", table(VerifyCode::ALL.iter().map(|code| finding(FindingCode::Verify(*code))))),
        ("receiver codes", table(receiver()?.into_iter())),
        ("configuration codes", table(ConfigCode::ALL.iter().map(|code| finding(FindingCode::Config(*code))))),
    ];
    block::generate(root, "docs/errors.md", &blocks)
}

pub fn finding(code: FindingCode) -> Advice {
    Advice { code: code.as_str(), meaning: code.meaning(), fix: code.fix() }
}

/// The codes that a receiver logs beside those of the core.
///
/// # Errors
/// If this file does not say what to do about one.
pub fn receiver() -> Result<Vec<Advice>> {
    let advise = |code: &ReceiverCode| {
        let fix = ADVICE.iter().find(|(known, _)| *known == code.as_str());
        let (_, fix) =
            fix.with_context(|| format!("codegen/errors.rs does not say what to do about `{}`", code.as_str()))?;
        Ok(Advice { code: code.as_str(), meaning: code.meaning(), fix })
    };
    ReceiverCode::ALL.iter().map(advise).collect()
}

fn table(codes: impl Iterator<Item = Advice>) -> String {
    let mut table = "| code | meaning | what to do |\n| --- | --- | --- |\n".to_owned();
    for Advice { code, meaning, fix } in codes {
        table.push_str(&format!("| [`{code}`](troubleshooting.md#{code}) | {meaning} | {fix} |\n"));
    }
    table
}

/// What the operator of a receiver does about each of its codes.
const ADVICE: &[(&str, &str)] = &[
    (
        "body_too_large",
        "The answer is 413. If a genuine delivery is larger, raise `limit`, and the limit of the server or proxy before it.",
    ),
    (
        "body_incomplete",
        "The answer is 400. The connection broke or a proxy changed the length; the provider tries again.",
    ),
    (
        "body_timeout",
        "The answer is 408. A slow or hostile sender; if deliveries are large and the way is slow, raise `deadline`.",
    ),
    (
        "duplicate",
        "Nothing: the answer is 200. A retry that you ask for at the provider is a duplicate, too: docs/replay.md says how to let it through.",
    ),
    ("in_flight", "Nothing: the answer is 409 or 503 with `Retry-After`. If it is frequent, handlers are slow."),
    (
        "store_unavailable",
        "The answer is 503, and the provider tries again. Look at the store: is it up, is its schema there?",
    ),
    (
        "payload_changed",
        "A provider that changes a payload between attempts, or somebody who sends a token's delivery again with another body.",
    ),
    (
        "name_shared",
        "Give each endpoint its own `name`: with the same one, and one store, a delivery to the one may count as a duplicate at the other.",
    ),
    ("claim_lost", "Raise `lease` above the longest handler, or hand the work to a queue."),
    ("handler_failed", "Look at the error that the handler raised. The claim was released."),
    ("handler_timeout", "Raise `handlerTimeout` and `lease`, or hand the work to a queue. The claim was released."),
    ("hook_failed", "Look at `onRefused` and `onDuplicate`. The answer stays as it was."),
    ("refused_allowed", "Remove `allowRefused` when the migration is over."),
];
