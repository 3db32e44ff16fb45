//! Stub.
use super::code::FindingCode;
use alloc::borrow::Cow;
use alloc::vec::Vec;
pub(crate) struct Undone {
    pub(crate) code: FindingCode,
    pub(crate) detail: Cow<'static, str>,
    pub(crate) bytes: Vec<u8>,
}
pub(crate) fn undo(body: &[u8]) -> impl Iterator<Item = Undone> + '_ {
    let _ = body;
    core::iter::empty()
}
pub(crate) fn undo_form(body: &[u8]) -> impl Iterator<Item = Undone> + '_ {
    let _ = body;
    core::iter::empty()
}
pub(crate) fn has_replaced_characters(_: &[u8]) -> bool {
    false
}
pub(crate) fn keys_sorted(_: &[u8]) -> bool {
    false
}
