//! The provider table: one row a provider, and nothing else in the crate knows a provider's name.

mod media;
mod pages;
mod policies;
mod standard;

use crate::policy::Policy;
use crate::scheme::{Scheme, Source};

pub(crate) use pages::Page;
pub(crate) use policies::Documented;

pub use media::{ASSEMBLYAI, CONNECT, TRANSCODELY, TRANSLOADIT};
pub use standard::STANDARD_WEBHOOKS;

/// One row of the table: a named provider and how it signs and delivers.
#[derive(Debug)]
pub struct Provider {
    pub(crate) page: Page,
    pub(crate) scheme: Scheme,
    /// Documented sender addresses, by name.
    pub(crate) senders: &'static [(&'static str, &'static str)],
    pub(crate) body_limit: usize,
}

/// Every row, in the order in which the documentation lists them.
pub static ALL: &[&Provider] = &[&TRANSLOADIT, &TRANSCODELY, &ASSEMBLYAI, &CONNECT, &STANDARD_WEBHOOKS];

/// The provider of exactly this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Provider> {
    ALL.iter().copied().find(|provider| provider.name() == name)
}

impl Provider {
    /// Most bytes of a body, where nothing larger is known: 1 MiB.
    pub const DEFAULT_BODY_LIMIT: usize = 1 << 20;

    /// The name by which every language knows the provider.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.scheme.name
    }

    /// The name as the provider writes it.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.page.title()
    }

    /// The page that documents how the provider signs.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.page.source()
    }

    /// The name and delivery policy of each variant, in the order in which they are tried.
    pub fn variants(&self) -> impl Iterator<Item = (&str, Option<&Policy>)> {
        self.scheme.variants.iter().map(|variant| (variant.name.as_ref(), variant.policy.map(Documented::policy)))
    }

    /// The name of the variant that `sign` uses unless told otherwise.
    #[must_use]
    pub fn default_variant(&self) -> &str {
        self.scheme.variants.get(self.scheme.default_variant).map_or("", |variant| &variant.name)
    }

    /// Documented sender addresses, by the name that the option `senders` takes.
    #[must_use]
    pub const fn senders(&self) -> &'static [(&'static str, &'static str)] {
        self.senders
    }

    /// Most bytes that a receiver should read of a body. The core itself limits the length of forms only.
    #[must_use]
    pub const fn body_limit(&self) -> usize {
        self.body_limit
    }

    /// The headers that carry a delivery id, signed or not, in the order in which the variants are tried.
    pub fn id_headers(&self) -> impl Iterator<Item = &str> {
        self.scheme.variants.iter().filter_map(|variant| match &variant.id {
            Some(Source::Header(name)) => Some(name.as_ref()),
            Some(Source::Value(_)) | None => None,
        })
    }
}
