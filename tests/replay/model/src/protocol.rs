//! Workers, one store and a provider around one delivery, with everything that may go wrong between them.
//!
//! Any message to the store may take effect late, and any answer of it may be lost. A worker may stop at any point, a
//! handler may fail, a lease may end at any time. The provider sends until it is acknowledged, and sometimes twice. How
//! often things go wrong is bounded, so that there are finitely many states; every one of them is looked at.

mod actions;
mod history;

use std::collections::BTreeSet;

use stateright::{Model, Property};

use crate::store::{Held, Token};
use history::History;

/// The guard in a world that fails up to `faults` times and sends the delivery up to `duplicates` times too often.
#[derive(Clone, Debug)]
pub struct Guard {
    pub faults: u8,
    pub duplicates: u8,
    pub flaw: Option<Flaw>,
}

/// A mistake that the properties must find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    ClaimIgnoresLease,
    CompleteForgets,
    CompleteIgnoresToken,
    CompletesBeforeTheWork,
    InFlightIsAcknowledged,
    LeaseNeverEnds,
    ReleaseIgnoresToken,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct State {
    held: Option<Held>,
    /// What the store has not carried out yet.
    sent: BTreeSet<Message>,
    workers: [Worker; WORKERS],
    provider: Provider,
    faults: u8,
    duplicates: u8,
    history: History,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message {
    step: Step,
    token: Token,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    Claim,
    Complete,
    /// After the store has not answered the first time.
    CompleteAgain,
    Release,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Worker {
    Idle,
    Waits(Message),
    Handles(Token),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Provider {
    sends: u8,
    answer: Answer,
    acknowledged: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// 200.
    Acknowledged,
    /// 409 or 503 with Retry-After.
    Busy,
    /// 500, 503, or a lost connection.
    Failed,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The provider posts the delivery to a worker.
    Send(usize),
    /// The store carries out a message; whether the worker hears of it.
    Apply(Message, bool),
    /// A worker waits no longer for the store.
    GiveUp(usize),
    HandlerFails(usize),
    HandlerSucceeds(usize),
    WorkerDies(usize),
    LeaseEnds,
}

impl Model for Guard {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        vec![State {
            held: None,
            sent: BTreeSet::new(),
            workers: [Worker::Idle; WORKERS],
            provider: Provider { sends: 0, answer: Answer::Failed, acknowledged: false },
            faults: self.faults,
            duplicates: self.duplicates,
            history: History::default(),
        }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        self.possible(state, actions);
    }

    fn next_state(&self, state: &State, action: Action) -> Option<State> {
        let mut next = state.clone();
        self.act(&mut next, action);
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let always = Property::<Self>::always;
        let sometimes = Property::<Self>::sometimes;
        vec![
            always("one owner while a lease lasts", |_, state| !state.history.overlapped),
            always("never claimed after it was completed", |_, state| !state.history.claimed_when_done),
            always("a late owner changes nothing", |_, state| !state.history.meddled),
            always("acknowledged only after it was handled", |_, state| {
                !state.provider.acknowledged || state.history.handled > 0
            }),
            // Every action uses something up (a send, a fault, a message, a lease, a step of a worker), so every way
            // through the states ends; where it ends, the delivery has arrived.
            always("handled and acknowledged in the end", |model, state| {
                let mut actions = Vec::new();
                model.possible(state, &mut actions);
                !actions.is_empty() || (state.provider.acknowledged && state.history.handled > 0)
            }),
            // What must be possible, or the properties above would say nothing.
            sometimes("it is handled once and sent again", |_, state| {
                state.provider.acknowledged && state.history.handled == 1 && state.provider.sends > 1
            }),
            sometimes("an owner comes too late", |_, state| state.history.late_owner),
            sometimes("a claim takes effect that nobody waits for", |_, state| state.history.orphaned),
            // Exactly once is nowhere to be had: the work was done, and what would have said so was lost.
            sometimes("it is handled twice before it is completed", |_, state| state.history.handled == 2),
            sometimes("a second sending is told to come back", |_, state| state.provider.answer == Answer::Busy),
        ]
    }
}

const WORKERS: usize = 3;
