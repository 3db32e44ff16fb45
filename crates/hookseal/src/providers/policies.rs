//! How each provider delivers, apart from how it signs: the wasm module never asks, and so carries none of it.

use crate::policy::{Acknowledge, Policy, Stops};

/// Names the policy of a variant in its row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Documented {
    AssemblyAi,
    Connect,
    StandardWebhooks,
    Transcodely1,
    Transcodely2,
    Transloadit,
}

impl Documented {
    pub(crate) const fn policy(self) -> &'static Policy {
        match self {
            Self::AssemblyAi => &ASSEMBLYAI,
            Self::Connect => &CONNECT,
            Self::StandardWebhooks => &STANDARD_WEBHOOKS,
            Self::Transcodely1 => &TRANSCODELY_1,
            Self::Transcodely2 => &TRANSCODELY_2,
            Self::Transloadit => &TRANSLOADIT,
        }
    }
}

static TRANSLOADIT: Policy = Policy {
    acknowledge: Acknowledge::Ok,
    timeout: None,
    attempts: Some(6),
    // Documented as exponential only.
    delays: None,
    total: None,
    stops: None,
    source: "https://transloadit.com/docs/topics/webhooks/",
    checked: "2026-11-24",
};

static TRANSCODELY_2: Policy = Policy {
    acknowledge: Acknowledge::Success,
    timeout: Some(10),
    attempts: Some(15),
    delays: None,
    // About 72 hours.
    total: Some(259_200),
    stops: None,
    source: "https://www.transcodely.com/docs/webhooks",
    checked: "2026-11-24",
};

static TRANSCODELY_1: Policy = Policy {
    acknowledge: Acknowledge::Success,
    timeout: Some(30),
    attempts: Some(6),
    delays: Some(&[60, 300, 1800, 7200, 43200]),
    total: None,
    stops: None,
    source: "https://www.transcodely.com/docs/webhooks",
    checked: "2026-11-24",
};

static ASSEMBLYAI: Policy = Policy {
    acknowledge: Acknowledge::Success,
    timeout: Some(10),
    attempts: Some(10),
    delays: Some(&[10, 10, 10, 10, 10, 10, 10, 10, 10]),
    total: None,
    stops: Some(Stops::ClientError),
    source: "https://www.assemblyai.com/docs/deployment/webhooks",
    checked: "2026-11-24",
};

static CONNECT: Policy = Policy {
    acknowledge: Acknowledge::Ok,
    timeout: Some(3),
    attempts: Some(3),
    delays: Some(&[10, 100]),
    total: None,
    stops: None,
    source: "the Connect documentation, page \"Webhooks\"",
    checked: "2026-11-24",
};

/// The specification leaves time-out and schedule to each sender; its example of a schedule lasts 75:35:05 hours.
static STANDARD_WEBHOOKS: Policy = Policy {
    acknowledge: Acknowledge::Success,
    timeout: None,
    attempts: None,
    delays: None,
    total: Some(272_105),
    stops: None,
    source: "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
    checked: "2026-11-25",
};
