//! The table of verdicts: for each delivery a line a receiver.

use std::fmt;

use super::deliveries::Delivery;

/// What a receiver made of a delivery.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Answered 200; the variant that the receiver reported.
    Verified(String),
    /// Answered 200, but not by the handler: it was handled before.
    Duplicate,
    /// Answered 401; the code that the receiver logged.
    Refused(String),
    /// Anything else.
    Other(String),
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Verified(variant) => write!(f, "verified  {variant}"),
            Self::Duplicate => f.write_str("duplicate"),
            Self::Refused(code) => write!(f, "refused   {code}"),
            Self::Other(what) => write!(f, "neither   {what}"),
        }
    }
}

/// Prints all verdicts and returns how many are not as expected.
pub fn print(receivers: &[&str], deliveries: &[Delivery], rows: &[Vec<Verdict>]) -> usize {
    let width = deliveries.iter().map(|delivery| delivery.name.len()).max().unwrap_or_default();
    let mut wrong = 0;
    println!("\n{:<width$}  {:<8}  {:<8}  variant or code", "delivery", "receiver", "verdict");
    for (delivery, verdicts) in deliveries.iter().zip(rows) {
        for (receiver, verdict) in receivers.iter().zip(verdicts) {
            let fits = *verdict == delivery.expected;
            wrong += usize::from(!fits);
            let mark = if fits { String::new() } else { format!("   <-- expected: {}", delivery.expected) };
            println!("{:<width$}  {receiver:<8}  {verdict}{mark}", delivery.name);
        }
    }
    wrong
}
