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

/// Which answers end the attempts early.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Stops {
    /// Any status from 400 to 499.
    ClientError,
}
