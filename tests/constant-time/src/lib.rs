//! What must be counted because no assertion on results can show it.
//!
//! `cargo xtask test constant-time`. The test program ends with `N passed, N failed`.
//!
//! - `native`: the compiled core under valgrind, with the secret marked undefined. Reported is every branch and every
//!   address that depends on it.
//!
//! What this does not show: timing of single instructions, caches, speculation, and paths that depend on the
//! processor and that valgrind does not offer. Version 3.19 hides the SHA instructions, so `native` runs the portable
//! SHA-1 and SHA-256 and the AVX2 SHA-512; with SHA instructions there is neither a branch nor a table by design.

pub mod score;
pub mod valgrind;
