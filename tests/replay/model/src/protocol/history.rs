//! What has happened to the delivery, kept beside the store, so that a flaw in the store does not hide itself.

use crate::store::{Found, Token};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct History {
    /// How many handlers have done their work; counted to two.
    pub handled: u8,
    pub overlapped: bool,
    pub claimed_when_done: bool,
    pub meddled: bool,
    pub late_owner: bool,
    pub orphaned: bool,
    owner: Option<Token>,
    leased: bool,
    completed: bool,
}

impl History {
    pub fn handled(&mut self) {
        self.handled = (self.handled + 1).min(2);
    }

    pub fn claim(&mut self, token: Token, found: Found, awaited: bool) {
        if !matches!(found, Found::Claimed { .. }) {
            return;
        }
        self.overlapped |= self.leased;
        self.claimed_when_done |= self.completed;
        self.orphaned |= !awaited;
        (self.owner, self.leased) = (Some(token), true);
    }

    /// A step of an owner, and whether the store has changed anything for it.
    pub fn end(&mut self, token: Token, changed: bool, completes: bool) {
        let owns = self.owner == Some(token);
        self.meddled |= changed && !owns;
        self.late_owner |= !owns;
        if changed && owns {
            self.leased = false;
            self.completed |= completes;
        }
    }

    pub fn lease_ends(&mut self) {
        self.leased = false;
    }
}
