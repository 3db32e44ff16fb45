//! The endpoints that the generated requests are sent to.

use hookseal::{SecretInput, Webhook, foreign};
use serde_json::{Value, json};

pub struct Endpoint {
    pub webhook: Webhook,
    /// As the other languages build it: `provider` and `options`.
    pub json: Value,
    /// Variants that `sign` can be asked for.
    pub variants: &'static [&'static str],
    pub needs_id: bool,
}

pub fn all() -> Vec<Endpoint> {
    let acme = json!({
        "name": "acme",
        "secret": { "encoding": "hex" },
        "signature": { "header": "X-Acme-Signature", "encoding": "base64url", "prefix": "v0=" },
        "algorithms": ["sha512"],
        "content": "v0:{id}:{timestamp}:{body}:end",
        "timestamp": { "header": "X-Acme-Time", "unit": "milliseconds" },
        "id": { "header": "X-Acme-Id" }
    });
    let open = json!({
        "name": "open-time",
        "signature": { "header": "X-Open", "encoding": "hex", "pairs": { "separator": ";", "assign": ":", "signature": "s" } },
        "algorithms": ["sha1"],
        "content": "{timestamp}{body}",
        "timestamp": { "value": "time" }
    });
    let line = json!({
        "name": "line",
        "signature": { "header": "X-Line", "encoding": "base64" },
        "algorithms": ["sha256"],
        "content": "{method}{url}{body}{timestamp}",
        "timestamp": { "header": "X-Line-Time", "unit": "milliseconds" }
    });
    let bearer = json!({ "name": "bearer", "token": { "header": "Authorization", "prefix": "Bearer " } });
    vec![
        endpoint(json!("transloadit"), json!({}), &["auth-secret-one"], &[], false),
        endpoint(
            json!("transloadit"),
            json!({ "algorithms": ["sha384", "sha512"] }),
            &["new", "auth-secret-two"],
            &[],
            false,
        ),
        endpoint(
            json!("transcodely"),
            json!({}),
            &["whsec_first"],
            &["transcodely-signature", "x-transcodely-signature"],
            true,
        ),
        endpoint(
            json!("transcodely"),
            json!({ "tolerance": 30, "name": "two" }),
            &["whsec_second", "third secret"],
            &["transcodely-signature", "x-transcodely-signature"],
            true,
        ),
        endpoint(
            json!("standard-webhooks"),
            json!({}),
            &["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
            &["webhook", "svix"],
            true,
        ),
        endpoint(
            json!("standard-webhooks"),
            json!({ "allowAnyTimestamp": true }),
            &["C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
            &["webhook", "svix"],
            true,
        ),
        endpoint(json!("assemblyai"), json!({ "header": "X-My-Secret" }), &["secret value, with comma"], &[], false),
        endpoint(
            json!("assemblyai"),
            json!({ "header": "X-My-Secret", "senders": ["us", "2001:db8::7"] }),
            &["token"],
            &[],
            false,
        ),
        endpoint(json!("connect"), json!({ "urlParameter": "token" }), &["a+b c%/e"], &[], false),
        endpoint(acme, json!({}), &["00ff10A7"], &[], true),
        endpoint(open, json!({ "tolerance": 86400 }), &["open secret"], &[], false),
        endpoint(line, json!({}), &["line secret"], &[], false),
        endpoint(bearer, json!({}), &["a-token"], &[], false),
    ]
}

fn endpoint(
    provider: Value,
    options: Value,
    secrets: &[&str],
    variants: &'static [&'static str],
    needs_id: bool,
) -> Endpoint {
    let inputs: Vec<SecretInput<'_>> = secrets.iter().map(|secret| SecretInput::Text(secret)).collect();
    let webhook = foreign::webhook(&provider.to_string(), &options.to_string(), None, Some(&inputs))
        .unwrap_or_else(|error| panic!("{provider}: {error}"));
    let mut options = options;
    options["secrets"] = json!(secrets);
    Endpoint { webhook, json: json!({ "provider": provider, "options": options }), variants, needs_id }
}
