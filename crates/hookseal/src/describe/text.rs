//! A provider in words, for a terminal: how it signs, how it delivers.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::Description;
use crate::policy::Policy;
use crate::providers::Provider;
use crate::scheme::Algorithm;

impl Provider {
    /// The row in words, several lines.
    #[doc(hidden)]
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut lines = alloc::vec![format!("{} ({})", self.title(), self.name())];
        for (description, (_, policy)) in self.descriptions().zip(self.variants()) {
            lines.push(String::new());
            lines.push(format!("variant {}", description.variant));
            signing(&description, &mut lines);
            policy.into_iter().for_each(|policy| delivering(policy, &mut lines));
        }
        lines.push(String::new());
        row("body", &format!("{} bytes at most", self.body_limit()), &mut lines);
        for (name, address) in self.senders() {
            row("sender", &format!("{address} ({name})"), &mut lines);
        }
        row("source", self.source(), &mut lines);
        lines.push(String::new());
        lines.join("\n")
    }
}

fn signing(description: &Description, lines: &mut Vec<String>) {
    let proves = match description.proves {
        "signature" => "the body, by a signature",
        "token" => "that the sender knows a token; the body is not signed",
        _ => "nothing",
    };
    row("proves", proves, lines);
    row("place", &description.place, lines);
    if let Some(written) = &description.written {
        row("written", written, lines);
    }
    if !description.algorithms.is_empty() {
        let names: Vec<&str> = description.algorithms.iter().map(|algorithm| algorithm.as_str()).collect();
        let bare = description.bare.map(Algorithm::as_str).map(|name| format!(" (one that names none: {name})"));
        row("algorithm", &format!("HMAC {}{}", names.join(", "), bare.unwrap_or_default()), lines);
    }
    if let Some(content) = &description.content {
        row("signed", content, lines);
    }
    if let Some(field) = &description.field {
        row("form field", field, lines);
    }
    if let Some(timestamp) = &description.timestamp {
        row("timestamp", &format!("{timestamp}, 300 s are tolerated unless told otherwise"), lines);
    }
    if let Some(id) = &description.id {
        row("id", &format!("{id}, {}", if description.id_signed { "signed" } else { "not signed" }), lines);
    }
}

fn delivering(policy: &Policy, lines: &mut Vec<String>) {
    let codes: Vec<String> = policy.acknowledge.codes().iter().map(ToString::to_string).collect();
    let codes = policy.acknowledge.as_str().map_or_else(|| codes.join(", "), ToOwned::to_owned);
    let timeout = policy.timeout.map(|seconds| format!(" within {seconds} s")).unwrap_or_default();
    row("acknowledge", &format!("{codes}{timeout}"), lines);
    let attempts = policy.attempts.map_or_else(|| "several".to_owned(), |count| count.to_string());
    let delays = match (policy.delays, policy.horizon()) {
        (Some(delays), _) => {
            let delays: Vec<String> = delays.iter().map(ToString::to_string).collect();
            format!(", after {} s", delays.join(", "))
        }
        (None, Some(horizon)) => format!(", over {horizon} s"),
        (None, None) => String::new(),
    };
    row("attempts", &format!("{attempts}{delays}"), lines);
    if let Some(stops) = policy.stops {
        row("ends at", &format!("a {}: the delivery is lost", stops.as_str()), lines);
    }
    row("documented", &format!("{}, read on {}", policy.source, policy.checked), lines);
}

fn row(name: &str, what: &str, lines: &mut Vec<String>) {
    lines.push(format!("  {name:<12} {what}"));
}
