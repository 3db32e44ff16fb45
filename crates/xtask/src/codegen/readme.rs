//! The tables in README.md: how each provider signs, and how it delivers.

use std::path::Path;

use anyhow::Result;
use hookseal::describe::Description;
use hookseal::providers::{self, Provider};
use hookseal::{Algorithm, Policy};

use super::{Generated, block};

pub fn generate(root: &Path) -> Result<Generated> {
    block::generate(root, "README.md", &[("providers", signing()), ("policies", delivering())])
}

fn signing() -> String {
    let mut table = "| provider | variant | proves | where | signed content | freshness | identity |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for provider in providers::ALL {
        for its in provider.descriptions() {
            table.push_str(&format!(
                "| {} | `{}` | `{}` | {} | {} | {} | {} |\n",
                link(provider.name(), provider.source()),
                its.variant,
                its.proves,
                place(&its),
                content(&its),
                its.timestamp.as_ref().map_or("none".to_owned(), |source| format!("{source}, 300 s")),
                identity(&its),
            ));
        }
    }
    table
}

fn place(its: &Description) -> String {
    let Some(written) = &its.written else { return its.place.clone() };
    let bare = its.bare.map_or(String::new(), |algorithm| format!("; without a name: {}", name(algorithm)));
    format!("{}: `{written}`{bare}", its.place)
}

fn content(its: &Description) -> String {
    let Some(content) = &its.content else { return "nothing".to_owned() };
    let algorithms: Vec<&str> = its.algorithms.iter().copied().map(name).collect();
    let field = its.field.as_ref().map_or(String::new(), |field| format!(" (form field `{field}`)"));
    format!("`{content}`{field}, {}", algorithms.join(", "))
}

/// What `dedupeKey` is made of, and the id that is only reported.
fn identity(its: &Description) -> String {
    let signed = if its.id_signed { its.id.as_ref() } else { None };
    let pointers: Vec<String> = its.identity.iter().map(|pointer| format!("`{pointer}`")).collect();
    let key = match (signed, pointers.as_slice()) {
        (Some(id), _) => format!("{id}, signed"),
        (None, []) => "digest of the body".to_owned(),
        (None, pointers) => format!("{} of the body", pointers.join(" and ")),
    };
    match its.id.as_ref().filter(|_| !its.id_signed) {
        Some(id) => format!("{key}; id in {id}, not signed"),
        None => key,
    }
}

fn name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Sha1 => "HMAC-SHA-1",
        Algorithm::Sha256 => "HMAC-SHA-256",
        Algorithm::Sha384 => "HMAC-SHA-384",
        Algorithm::Sha512 => "HMAC-SHA-512",
        _ => "unknown",
    }
}

fn delivering() -> String {
    let mut table =
        "| provider | variant | acknowledged by | time-out | attempts | seconds before each further one | in all | read |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n"
            .to_owned();
    for (provider, variant, policy) in providers::ALL.iter().flat_map(|provider| policies(provider)) {
        table.push_str(&format!("| `{provider}` | `{variant}` {}|\n", cells(policy)));
    }
    table
}

fn policies(provider: &'static Provider) -> impl Iterator<Item = (&'static str, &'static str, &'static Policy)> {
    provider.variants().filter_map(|(variant, policy)| Some((provider.name(), variant, policy?)))
}

fn cells(policy: &Policy) -> String {
    let acknowledge = policy.acknowledge;
    let acknowledge = acknowledge.as_str().map_or_else(|| list(acknowledge.codes()), str::to_owned);
    let number = |value: Option<u32>, unit: &str| value.map_or("–".to_owned(), |value| format!("{value}{unit}"));
    let delays = policy.delays.map_or("–".to_owned(), list);
    let stops = policy.stops.map_or(String::new(), |stops| format!(", a {} stops", stops.as_str()));
    let attempts = number(policy.attempts, "") + &stops;
    let read = link(policy.checked, policy.source);
    format!(
        "| {acknowledge} | {} | {attempts} | {delays} | {} | {read} ",
        number(policy.timeout, " s"),
        number(policy.horizon(), " s")
    )
}

fn list(numbers: &[impl ToString]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// `text` as a link, where the source has an address.
fn link(text: &str, source: &str) -> String {
    if source.starts_with("https://") { format!("[`{text}`]({source})") } else { format!("`{text}`") }
}
