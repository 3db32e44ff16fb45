//! The client requests of valgrind: mark memory as secret, count what depended on it.
//!
//! The idea is ctgrind's: to memcheck, a value that must not be looked at is one that was never initialised.

// Foreign functions cannot be called otherwise. They only tell valgrind about memory; they read and write none.
#![allow(unsafe_code)]

use std::ffi::c_void;

/// Whether valgrind's header was there when this was compiled.
#[must_use]
pub fn is_compiled_in() -> bool {
    // SAFETY: takes nothing and returns a constant.
    unsafe { requests_compiled() != 0 }
}

/// Whether valgrind runs this program.
#[must_use]
pub fn is_running() -> bool {
    // SAFETY: takes nothing; outside valgrind the request is a no-op.
    unsafe { requests_answered() != 0 }
}

/// Uses of secret values so far: branches, addresses, and arguments of system calls.
#[must_use]
pub fn errors() -> u32 {
    // SAFETY: takes nothing; outside valgrind the request is a no-op.
    unsafe { requests_errors() }
}

/// Marks the bytes as secret.
pub fn poison(bytes: &[u8]) {
    // SAFETY: the range is that of a live slice, and its bytes are not touched.
    unsafe { requests_poison(bytes.as_ptr().cast(), bytes.len()) }
}

/// Marks a value as public: it is about to be shown or judged.
pub fn declassify<T>(value: &T) {
    // SAFETY: the range is that of a live value, and its bytes are not touched.
    unsafe { requests_declassify((&raw const *value).cast(), size_of::<T>()) }
}

unsafe extern "C" {
    fn requests_compiled() -> i32;
    fn requests_answered() -> i32;
    fn requests_errors() -> u32;
    fn requests_poison(address: *const c_void, size: usize);
    fn requests_declassify(address: *const c_void, size: usize);
}
