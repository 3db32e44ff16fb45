//! What must be counted because no assertion on results can show it.
//!
//! `cargo xtask test constant-time`. The test program ends with `N passed, N failed`.
//!
//! - `native`: the compiled core under valgrind, with the secret marked undefined. Reported is every branch and every
//!   address that depends on it (threats 1, 3, 4, 23, 124).
//! - `wasm`: the module that the npm package embeds, with counters added and run by an interpreter. Compared are the
//!   instructions executed, their order and the addresses used (threats 1, 3, 23, 124); the same counters show that the
//!   cost is bounded and linear (threat 133).
//! - `wiped`: an allocator that looks at each block that the core frees (threat 122).
//!
//! What this does not show: timing of single instructions, caches, speculation, what a runtime's compiler makes of the
//! module, and paths that depend on the processor and that valgrind does not offer. Version 3.19 hides the SHA
//! instructions, so `native` runs the portable SHA-1 and SHA-256 and the AVX2 SHA-512; with SHA instructions there is
//! neither a branch nor a table by design. The stack is not searched for secrets.

pub mod needle;
pub mod score;
pub mod valgrind;
