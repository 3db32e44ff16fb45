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
    /// Seconds from the first attempt to the last, where documented as a sum only.
    pub total: Option<u32>,
    /// Which answers end the attempts early.
    pub stops: Option<Stops>,
    /// The page that says so.
    pub source: &'static str,
    /// The day on which the page was read, as `YYYY-MM-DD`.
    pub checked: &'static str,
}

impl Policy {
    /// How long a handled delivery is remembered where nothing is documented, in seconds: three days.
    pub const DEFAULT_KEEP: u32 = 259_200;

    /// The answer to a delivery that is being handled, where nothing is documented.
    pub const DEFAULT_BUSY_STATUS: u16 = SERVICE_UNAVAILABLE;

    /// Seconds from the first attempt to the last, where documented: the sum, or that of the delays.
    #[must_use]
    pub fn horizon(&self) -> Option<u32> {
        self.total.or_else(|| self.delays.map(|delays| delays.iter().fold(0, |sum: u32, one| sum.saturating_add(*one))))
    }

    /// How long a handled delivery should be remembered, in seconds: until no further attempt can come, at least a day.
    ///
    /// That is the [`horizon`](Self::horizon) and every time-out on the way; where no horizon is documented,
    /// [`DEFAULT_KEEP`](Self::DEFAULT_KEEP).
    #[must_use]
    pub fn keep(&self) -> u32 {
        let waited = self.attempts.unwrap_or(0).saturating_mul(self.timeout.unwrap_or(0));
        self.horizon().map_or(Self::DEFAULT_KEEP, |horizon| horizon.saturating_add(waited).max(A_DAY))
    }

    /// The answer to a delivery that is being handled, so that it comes again: 409, or 503 where a 4xx stops the
    /// provider's attempts.
    #[must_use]
    pub const fn busy_status(&self) -> u16 {
        match self.stops {
            Some(Stops::ClientError) => SERVICE_UNAVAILABLE,
            None => CONFLICT,
        }
    }
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

const A_DAY: u32 = 86_400;

const CONFLICT: u16 = 409;

const SERVICE_UNAVAILABLE: u16 = 503;
