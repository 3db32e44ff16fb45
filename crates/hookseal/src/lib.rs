//! Webhook signing and verification: one strict core, every provider as data.
//!
//! A server that receives webhooks must know that a delivery is genuine before it acts on it. A [`Webhook`] is one
//! configured endpoint; [`Webhook::verify`] takes the bytes and headers exactly as they arrived and gives a
//! [`Delivery`], or a [`VerifyError`] with a stable code. [`Webhook::sign`] makes what the provider would post.
//!
//! ```
//! use hookseal::{Request, VerifyCode, Webhook, providers};
//!
//! let webhook = Webhook::new(&providers::STANDARD_WEBHOOKS, &["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])?;
//!
//! let headers = [
//!     ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
//!     ("webhook-timestamp", "1614265330"),
//!     ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
//! ];
//! let request = Request::new(br#"{"test": 2432232314}"#).headers(&headers);
//! let delivery = webhook.verify(&request, 1614265340)?;
//! assert_eq!(delivery.id(), Some("msg_p5jXN8AQM9LWM0D4loKWxJek"));
//!
//! let late = webhook.verify(&request, 1614265931).unwrap_err();
//! assert_eq!(late.code(), VerifyCode::TimestampTooOld);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The crate has no clock and does no I/O: `now` is an argument, in Unix seconds. It is `no_std` with `alloc` and
//! holds no unsafe code.

#![no_std]

extern crate alloc;

mod address;
mod builder;
mod bytes;
mod content;
mod custom;
mod dedupe;
mod delivery;
#[doc(hidden)]
pub mod describe;
mod error;
#[cfg(feature = "events")]
pub mod events;
#[cfg(feature = "explain")]
pub mod explain;
#[doc(hidden)]
pub mod foreign;
mod form;
mod form_writer;
mod json;
mod line;
mod mac;
mod object;
mod parts;
mod policy;
pub mod providers;
mod request;
mod scheme;
mod secret;
mod sign;
mod signature;
mod soundness;
mod template;
mod timestamp;
mod url;
mod verification;
mod webhook;

pub use builder::Builder;
pub use delivery::{Authentication, Delivery};
#[cfg(feature = "events")]
pub use error::PayloadError;
pub use error::{ConfigCode, ConfigError, VerifyCode, VerifyError};
pub use policy::{Acknowledge, Policy, Stops};
pub use providers::Provider;
pub use request::{FormValue, HeaderPair, Headers, Request};
pub use scheme::{Algorithm, Scheme};
pub use secret::{AsSecret, SecretInput};
pub use sign::{FormEncoding, SignOptions, SignedRequest};
pub use webhook::Webhook;
