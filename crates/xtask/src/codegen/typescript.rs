//! `npm/src/generated.ts`: names, codes and provider data as TypeScript; and the codes of findings, which are in a file
//! of their own because whoever only verifies does not need them.

use anyhow::Result;
use hookseal::describe::{RECEIVER_FAULTS, ReceiverCode};
use hookseal::explain::FindingCode;
use hookseal::providers::{self, Provider};
use hookseal::{ConfigCode, Policy, VerifyCode};
use serde_json::{Map, Value, json};

use super::{Generated, policy};

pub fn generate() -> Result<Generated> {
    let names: Vec<&str> = providers::ALL.iter().map(|provider| provider.name()).collect();
    let verify: Vec<&str> = VerifyCode::ALL.iter().map(|code| code.as_str()).collect();
    let config: Vec<&str> = ConfigCode::ALL.iter().map(|code| code.as_str()).collect();
    let rows: Map<String, Value> = providers::ALL
        .iter()
        .map(|provider| {
            let variants: Vec<Value> =
                provider.variants().map(|(name, its)| json!({ "name": name, "policy": its.map(policy) })).collect();
            let senders: Map<String, Value> =
                provider.senders().iter().map(|(name, address)| ((*name).into(), json!(address))).collect();
            let row = json!({
                "name": provider.name(),
                "title": provider.title(),
                "variants": variants,
                "defaultVariant": provider.default_variant(),
                "senders": senders,
                "limit": provider.body_limit(),
                "idHeaders": provider.id_headers().map(str::to_ascii_lowercase).collect::<Vec<_>>(),
                "source": provider.source(),
            });
            (provider.name().to_owned(), row)
        })
        .collect();
    let rows = serde_json::to_string_pretty(&rows)?;
    let messages: Map<String, Value> =
        ReceiverCode::ALL.iter().map(|code| (code.as_str().to_owned(), json!(code.meaning()))).collect();
    let messages = serde_json::to_string_pretty(&messages)?;
    let faults = list(&RECEIVER_FAULTS.iter().map(|code| code.as_str()).collect::<Vec<_>>());
    let version = env!("CARGO_PKG_VERSION");
    let content = format!(
        "// Generated from the provider table by `cargo xtask codegen`. Do not edit.\n\n\
         import {{ frozen }} from \"./provider.js\";\n\n\
         /** The names of the built-in providers. */\n\
         export type ProviderName ={};\n\n\
         /** Every code of `WebhookVerificationError`. */\n\
         export const verifyErrorCodes = {} as const;\n\n\
         /** Every code of `WebhookConfigError`. */\n\
         export const configErrorCodes = {} as const;\n\n\
         /** What a receiver logs beside the codes of refused requests: each code with its message. */\n\
         export const receiverMessages = {messages} as const;\n\n\
         /** Refusals whose cause is the receiver and not the request: somebody must act. */\n\
         export const receiverFaults: readonly string[] = {faults};\n\n\
         /** The page that explains every code; `#` and the code lead to it. */\n\
         export const troubleshooting = \"{}\";\n\n\
         /** Most bytes of a body, for a scheme that is in no row. */\n\
         export const defaultLimit = {};\n\n\
         /** Seconds to remember a handled delivery, where no policy is documented. */\n\
         export const defaultKeep = {};\n\n\
         /** The answer to a delivery that is being handled, where no policy is documented. */\n\
         export const defaultBusy = {};\n\n\
         /** The version of the package and of the core that it was built with. */\n\
         export const version = \"{version}\";\n\n\
         const rows = {rows} as const;\n\n\
         /** The provider table: variants, delivery policies, limits, sender addresses. It cannot be changed. */\n\
         export const providers: typeof rows = frozen(rows);\n",
        union(&names),
        list(&verify),
        list(&config),
        hookseal::explain::TROUBLESHOOTING,
        Provider::DEFAULT_BODY_LIMIT,
        Policy::DEFAULT_KEEP,
        Policy::DEFAULT_BUSY_STATUS,
    );
    Ok(Generated { path: "npm/src/generated.ts", content })
}

pub fn finding_codes() -> Generated {
    let codes: Vec<&str> = FindingCode::all().map(FindingCode::as_str).collect();
    let content = format!(
        "// Generated from the codes of the core by `cargo xtask codegen`. Do not edit.\n\n\
         /** Every code of a finding, in the order of docs/troubleshooting.md. */\n\
         export const findingCodes = {} as const;\n",
        list(&codes)
    );
    Generated { path: "npm/src/explain/codes.ts", content }
}

fn union(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("\n  | \"{text}\"")).collect()
}

fn list(texts: &[&str]) -> String {
    let items: String = texts.iter().map(|text| format!("  \"{text}\",\n")).collect();
    format!("[\n{items}]")
}
