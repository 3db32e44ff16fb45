//! What `explain` found, as data. Its members have the same names in every language.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Serialize, Serializer};

use super::code::FindingCode;

/// Why a request is refused, or that it is not: never a secret, an expected signature, or the value of a signature or
/// token.
///
/// It does hold the signed content, with the start and the end of the body: treat it as you treat the body.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The provider's name, or that of the custom scheme.
    pub provider: String,
    /// The variant by which the request is judged.
    pub variant: String,
    /// What `verify` says, or the constructor of the secret; nothing if the request verifies.
    pub refusal: Option<Refusal>,
    /// What `verify` looks at, in its order.
    pub steps: Vec<Step>,
    /// What is signed, as far as it was found; empty if nothing is.
    pub content: Vec<Segment>,
    /// The timestamp against the clock, where one was read.
    pub clock: Option<Clock>,
    /// The most certain first.
    pub findings: Vec<Finding>,
    /// What it took.
    pub work: Work,
}

impl Report {
    /// The report as JSON text, the same in every language.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Nothing in it can fail to be written: no map, no number that is not finite.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What `verify` or the constructor says.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Refusal {
    /// A stable code, as in docs/errors.md.
    pub code: &'static str,
    /// The same as prose.
    pub message: String,
}

/// One thing that `verify` looks at.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// `secret`, `body`, `signature`, `token`, `timestamp`, `id`, `content`, `comparison`, `time`, `address`.
    pub name: &'static str,
    /// How it ended.
    pub state: State,
    /// What was seen, in a few words.
    pub saw: String,
}

/// How a step ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The request is refused because of it.
    Failed,
    /// Nothing is wrong with it.
    Passed,
    /// It was not reached, or there is nothing to look at.
    Skipped,
}

/// A piece of the signed content.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Segment {
    /// `body`, `header`, `id`, `literal`, `timestamp`, `value`.
    pub part: &'static str,
    /// The bytes, escaped: printable ASCII as it is; `\\`, `\n`, `\r`, `\t`; `\xNN` for any other.
    pub text: String,
    /// How many bytes there are.
    pub bytes: usize,
    /// Whether the middle is left out.
    pub cut: bool,
}

/// A timestamp against the clock, in Unix seconds and seconds.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Clock {
    /// What the request says.
    pub timestamp: u64,
    /// What the caller's clock says.
    pub now: u64,
    /// The timestamp minus now: negative for one in the past.
    pub difference: i64,
    /// The most that is tolerated, both ways; nothing if any is.
    pub tolerance: Option<u64>,
}

/// One cause, or a hint at one.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// Stable, as docs/troubleshooting.md lists them.
    #[serde(serialize_with = "code_text")]
    pub code: FindingCode,
    /// How sure it is.
    pub certainty: Certainty,
    /// What was found, in one sentence.
    pub message: String,
    /// What to do about it.
    pub fix: &'static str,
    /// The header, field, parameter or secret that it is about.
    pub part: Option<String>,
    /// The page that explains the code.
    pub see: String,
}

/// How sure a finding is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The signature or token matches when this is undone, alone or together with the other proved findings.
    Proved,
    /// A fact about the request or the configuration at which it is refused.
    Observed,
    /// It may be the cause.
    Hint,
}

impl Certainty {
    /// `proved`, `observed` or `hint`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proved => "proved",
            Self::Observed => "observed",
            Self::Hint => "hint",
        }
    }
}

/// What an explanation took.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Work {
    /// How many MACs or digests were computed.
    pub macs: usize,
    /// How many bytes were hashed.
    pub bytes: usize,
    /// Whether everything was tried; a limit ends the search.
    pub complete: bool,
}

impl Finding {
    pub(crate) fn new(code: impl Into<FindingCode>, certainty: Certainty, message: String) -> Self {
        let code = code.into();
        Self { code, certainty, message, fix: code.fix(), part: None, see: see(code.as_str()) }
    }

    pub(crate) fn at(mut self, part: Option<String>) -> Self {
        self.part = part;
        self
    }
}

/// Where a code is explained.
#[must_use]
pub fn see(code: &str) -> String {
    [TROUBLESHOOTING, "#", code].concat()
}

fn code_text<S: Serializer>(code: &FindingCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(code.as_str())
}

/// The page that explains every code; `#` and the code lead to it.
#[doc(hidden)]
pub const TROUBLESHOOTING: &str = concat!(env!("CARGO_PKG_HOMEPAGE"), "/blob/main/docs/troubleshooting.md");
