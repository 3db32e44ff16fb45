//! What the standard library would bring for this target: an allocator, and an end for panics.
//!
//! No request reaches a panic; were there one, its text would not reach the caller either. Without that text, and the
//! code that formats it, the module is a fifth smaller.

use core::panic::PanicInfo;

use dlmalloc::GlobalDlmalloc;

#[global_allocator]
static ALLOCATOR: GlobalDlmalloc = GlobalDlmalloc;

/// A trap, which the package reports as `internal_error`.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
