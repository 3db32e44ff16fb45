//! The WebAssembly binding: convert, call, convert.
