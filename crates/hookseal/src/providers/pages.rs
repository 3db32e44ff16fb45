//! How each provider writes its name, and where it documents its scheme: what only verifies never asks, and so the wasm
//! module carries none of it.

/// Names the documentation of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Page {
    AssemblyAi,
    Connect,
    StandardWebhooks,
    Transcodely,
    Transloadit,
}

impl Page {
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::AssemblyAi => "AssemblyAI",
            Self::Connect => "Connect",
            Self::StandardWebhooks => "Standard Webhooks",
            Self::Transcodely => "Transcodely",
            Self::Transloadit => "Transloadit",
        }
    }

    pub(crate) const fn source(self) -> &'static str {
        match self {
            Self::AssemblyAi => "https://www.assemblyai.com/docs/deployment/webhooks",
            Self::Connect => "the Connect documentation, page \"Webhooks\"",
            Self::StandardWebhooks => {
                "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"
            }
            Self::Transcodely => "https://www.transcodely.com/docs/webhooks",
            Self::Transloadit => "https://transloadit.com/docs/topics/webhooks/",
        }
    }
}
