//! The replay guard as a model: the reference of its stores, and the protocol of workers around one of them.

mod protocol;
pub mod sequences;
mod store;

pub use protocol::{Flaw, Guard};
