//! The tables in docs/errors.md: every code, its meaning from the core, and what to do about it.

use std::path::Path;

use anyhow::{Context, Result};
use hookseal::describe::ReceiverCode;
use hookseal::{ConfigCode, VerifyCode};

use super::{Generated, block};

pub fn generate(root: &Path) -> Result<Generated> {
    let verify = VerifyCode::ALL.iter().map(|code| (code.as_str(), code.meaning()));
    let config = ConfigCode::ALL.iter().map(|code| (code.as_str(), code.meaning()));
    let receiver = ReceiverCode::ALL.iter().map(|code| (code.as_str(), code.meaning()));
    let blocks = [
        ("request codes", table(verify)?),
        ("receiver codes", table(receiver)?),
        ("configuration codes", table(config)?),
    ];
    block::generate(root, "docs/errors.md", &blocks)
}

fn table(codes: impl Iterator<Item = (&'static str, &'static str)>) -> Result<String> {
    let mut table = "| code | meaning | what to do |\n| --- | --- | --- |\n".to_owned();
    for (code, meaning) in codes {
        let advice = ADVICE.iter().find(|(known, _)| *known == code);
        let (_, advice) =
            advice.with_context(|| format!("codegen/errors.rs does not say what to do about `{code}`"))?;
        table.push_str(&format!("| `{code}` | {meaning} | {advice} |\n"));
    }
    Ok(table)
}

/// What the operator of a receiver does about each code.
const ADVICE: &[(&str, &str)] = &[
    (
        "body_not_raw",
        "Read the raw bytes before any parser: the message of an adapter names the framework's own call that has consumed them, and what to do instead.",
    ),
    ("body_not_text", "Hand over bytes, not a decoded text."),
    (
        "form_malformed",
        "Compare with the provider's form. A proxy may have cut or re-encoded it; else it is not genuine.",
    ),
    ("field_missing", "Is this endpoint registered with the right provider?"),
    ("duplicate_header", "A proxy may add headers twice. Else it is not genuine."),
    ("duplicate_field", "Look for the parameter in the URL that you registered. Else it is not genuine."),
    ("header_too_long", "Nothing: no provider in the table sends this."),
    ("signature_missing", "Is a secret set at the provider? Does a proxy drop the header? Scanners cause this, too."),
    ("signature_malformed", "Is this endpoint registered with the right provider, and is the header unchanged?"),
    ("signature_unsupported", "The provider may have changed its scheme: look for a newer release."),
    ("too_many_signatures", "End old secrets at the provider."),
    ("algorithm_not_allowed", "If the provider uses it, widen `algorithms`."),
    (
        "signature_mismatch",
        "Most often the wrong secret (test or live, old or new), or a body that was changed on its way.",
    ),
    ("timestamp_missing", "Does a proxy drop the header?"),
    ("timestamp_malformed", "For a custom scheme: is `timestamp.unit` right? Else it is not genuine."),
    (
        "timestamp_too_old",
        "Compare the server's clock. A delivery that waited in a queue, or one sent again by somebody.",
    ),
    ("timestamp_too_new", "Compare the server's clock."),
    ("id_missing", "Does a proxy drop the header?"),
    ("id_malformed", "Nothing: no provider in the table sends this."),
    ("token_missing", "Is the header or the URL parameter set at the provider? Scanners cause this, too."),
    ("token_mismatch", "Compare the token at the provider with the secret here."),
    ("url_missing", "Hand over `url` to `verify`: this provider's token stands in it."),
    ("address_missing", "Hand over `remoteAddress` to `verify`, or leave out `senders`."),
    ("address_not_allowed", "Behind a proxy, list it in `trustedProxies`. Has the provider new addresses?"),
    (
        "internal_error",
        "Please report it: this is a fault of hookseal, or of a header or form object that raised while it was read.",
    ),
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
    ("unknown_provider", "Take one of the names in the README's table, or an object for a scheme of your own."),
    ("invalid_scheme", "The message names the member: see [custom schemes](custom-schemes.md)."),
    ("missing_secret", "Set the environment variable that the secret is read from."),
    ("invalid_secret", "Copy the secret again, without spaces or line ends. A placeholder is refused as well."),
    ("unknown_option", "The message names it. Python takes snake_case keywords, JavaScript camelCase members."),
    ("invalid_option", "The message names it and says which values fit."),
    (
        "wasm_blocked",
        "In a browser allow `'wasm-unsafe-eval'`; in OpenNext list hookseal in `serverExternalPackages`; in Nitro on Cloudflare set `experimental.wasm`.",
    ),
    ("version_mismatch", "Install the package anew: parts of two releases lie over each other."),
];
