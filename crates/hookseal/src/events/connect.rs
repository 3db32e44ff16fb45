//! What Connect posts. Generated from events/connect.json by `cargo xtask codegen`: do not edit.
//!
//! - the Connect documentation, page "Webhooks"

use super::Object;

/// What Connect posts: the entity that has changed. Its members are not documented.
pub type ConnectEvent = Object;
