//! A provider's delivery policy as data: what acknowledges, how long it waits, when it tries again.

/// What a provider documents about delivering. Nothing in the core acts on it.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Policy {
    /// Which status codes acknowledge a delivery.
    pub acknowledge: Acknowledge,
    /// How long the provider waits for an answer, in seconds, where documented.
    pub timeout: Option<u32>,
    /// How often it tries in all, the first attempt included, where documented.
    pub attempts: Option<u32>,
    /// Seconds before each further attempt, where documented one by one.
    pub delays: Option<&'static [u32]>,
    /// Which answers end the attempts early.
    pub stops: Option<Stops>,
    /// The page that says so.
    pub source: &'static str,
    /// The day on which the page was read, as `YYYY-MM-DD`.
    pub checked: &'static str,
}

/// Which status codes acknowledge a delivery.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Acknowledge {
    /// Any status from 200 to 299.
    Success,
    /// Exactly 200.
    Ok,
}

impl Acknowledge {
    /// `2xx` where a whole class of codes acknowledges; else the codes are listed, see [`codes`](Self::codes).
    #[must_use]
    pub const fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Success => Some("2xx"),
            Self::Ok => None,
        }
    }

    /// The codes that acknowledge, where they are listed one by one.
    #[must_use]
    pub const fn codes(self) -> &'static [u16] {
        match self {
            Self::Success => &[],
            Self::Ok => &[200],
        }
    }
}

/// Which answers end the attempts early.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Stops {
    /// Any status from 400 to 499.
    ClientError,
}

impl Stops {
    /// `4xx`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientError => "4xx",
        }
    }
}
