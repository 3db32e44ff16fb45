//! What the providers post, as types. Needs the feature `events`.
//!
//! [`Delivery::json`](crate::Delivery::json) reads a verified body into one of them:
//!
//! ```
//! use hookseal::events::{TranscodelyEvent, TranscodelyEventType};
//! use hookseal::{Request, SignOptions, Webhook, providers};
//!
//! let webhook = Webhook::new(&providers::TRANSCODELY, &["whsec_k7Vw2mQ9xTzB4nRc"])?;
//! let body = br#"{"object": "event", "type": "job.failed", "data": {"id": "job_01", "error_code": "input_missing"}}"#;
//! let signed = webhook.sign(body, &SignOptions::new(1716480293).id("dlv_1"))?;
//!
//! let request = Request::new(signed.body()).headers(signed.headers());
//! match webhook.verify(&request, 1716480300)?.json()? {
//!     TranscodelyEvent::Job(event) if event.type_ == Some(TranscodelyEventType::JobFailed) => {
//!         assert_eq!(event.data.unwrap().error_code.as_deref(), Some("input_missing"));
//!     }
//!     TranscodelyEvent::Other(event) => println!("not known: {event}"),
//!     _ => {}
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A signature does not say what a body holds, and providers add to it. So nothing is refused that has the right outer
//! shape: every field is an `Option`; a member that no field stands for, or whose value does not fit its field, null
//! included, stays in `other`; a name that is not listed is the variant `Other` of its enum; and what was read is written
//! again with every member that it had.

mod assemblyai;
mod connect;
mod integer;
mod names;
mod object;
mod transcodely;
mod transloadit;
mod union;

pub use assemblyai::*;
pub use connect::*;
pub use integer::Integer64;
pub use serde_json::Value;
pub use transcodely::*;
pub use transloadit::*;

use names::names;
use object::object;
use union::union;

/// A JSON object whose members have no type here.
pub type Object = serde_json::Map<alloc::string::String, Value>;
