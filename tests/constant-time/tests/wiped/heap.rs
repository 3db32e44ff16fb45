//! An allocator that keeps a copy of each block at the moment it is freed, and knows those that are not.
//!
//! Blocks are handed out zeroed, so that whatever stands in one was written by its own user. Growing a block in place
//! is left to the default, which allocates, copies and frees: the block that is left behind is kept as well.

// A global allocator is unsafe by nature; this one passes every call on to the system's and only reads besides.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The allocator of the whole program; it watches only inside [`watch`].
pub struct Watched(Mutex<Option<Kept>>);

/// What was seen. Its own blocks are made before watching begins and never grow: that would call the allocator anew.
pub struct Kept {
    /// Address and size of each block that is not freed.
    blocks: Vec<(usize, usize)>,
    live: Vec<u8>,
    freed: Vec<u8>,
}

#[global_allocator]
static HEAP: Watched = Watched(Mutex::new(None));

/// Watches `work` and gives the contents of all blocks freed in it, one after the other.
pub fn watch<T>(work: impl FnOnce() -> T) -> (T, Vec<u8>) {
    let kept = Kept {
        blocks: Vec::with_capacity(MOST_BLOCKS),
        live: Vec::with_capacity(MOST_BYTES),
        freed: Vec::with_capacity(MOST_BYTES),
    };
    assert!(HEAP.lock().replace(kept).is_none(), "watched already");
    let result = work();
    let kept = HEAP.lock().take().expect("is watched");
    (result, kept.freed)
}

/// The contents of all blocks that were allocated since watching began and are not freed. It can be asked for once.
pub fn live() -> Vec<u8> {
    let mut guard = HEAP.lock();
    let Kept { blocks, live, .. } = guard.as_mut().expect("is watched");
    for (at, size) in blocks {
        // SAFETY: the block is live and was handed out zeroed, so all its bytes are there to be read.
        append(live, unsafe { std::slice::from_raw_parts(*at as *const u8, *size) });
    }
    std::mem::take(live)
}

fn append(all: &mut Vec<u8>, block: &[u8]) {
    if all.capacity() - all.len() < block.len() {
        // A panic would allocate, and wait for the lock for ever.
        std::process::abort();
    }
    all.extend_from_slice(block);
}

impl Watched {
    fn lock(&self) -> MutexGuard<'_, Option<Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

// SAFETY: every block comes from the system's allocator with the layout asked for and goes back with it.
unsafe impl GlobalAlloc for Watched {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises about the layout are passed on.
        let block = unsafe { System.alloc_zeroed(layout) };
        if let Some(kept) = self.lock().as_mut() {
            if kept.blocks.len() == kept.blocks.capacity() {
                std::process::abort();
            }
            kept.blocks.push((block as usize, layout.size()));
        }
        block
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if let Some(kept) = self.lock().as_mut() {
            // SAFETY: the block is still live and was handed out zeroed, so all its bytes are there to be read.
            let contents = unsafe { std::slice::from_raw_parts(block, layout.size()) };
            append(&mut kept.freed, contents);
            kept.blocks.retain(|(at, _)| *at != block as usize);
        }
        // SAFETY: the block came from this allocator with this layout.
        unsafe { System.dealloc(block, layout) }
    }
}

const MOST_BLOCKS: usize = 1 << 12;
const MOST_BYTES: usize = 1 << 20;
