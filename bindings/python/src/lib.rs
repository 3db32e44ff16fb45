//! The Python binding: convert, call, convert.
