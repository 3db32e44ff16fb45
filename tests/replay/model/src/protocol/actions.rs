//! What can happen in a state, and what it makes of it.

use super::{Action, Answer, Flaw, Guard, Message, State, Step, Worker};
use crate::store::{self, Found, Token};

impl Guard {
    pub(super) fn possible(&self, state: &State, actions: &mut Vec<Action>) {
        let leased = state.held.is_some_and(|held| held.leased && !held.done);
        for (position, worker) in state.workers.iter().enumerate() {
            match worker {
                Worker::Idle if state.sends_again(leased) || state.duplicates > 0 => {
                    actions.push(Action::Send(position))
                }
                Worker::Idle => {}
                Worker::Waits(_) if state.faults > 0 => {
                    actions.extend([Action::GiveUp(position), Action::WorkerDies(position)]);
                }
                // Its message may be applied unheard: then nothing but this is left to it.
                Worker::Waits(message) if !state.sent.contains(message) => actions.push(Action::GiveUp(position)),
                Worker::Waits(_) => {}
                Worker::Handles(_) => {
                    actions.push(Action::HandlerSucceeds(position));
                    if state.faults > 0 {
                        actions.extend([Action::HandlerFails(position), Action::WorkerDies(position)]);
                    }
                }
            }
        }
        for message in &state.sent {
            if state.worker_of(*message).is_some() {
                actions.push(Action::Apply(*message, true));
            }
            if state.worker_of(*message).is_none() || state.faults > 0 {
                actions.push(Action::Apply(*message, false));
            }
        }
        if leased && self.flaw != Some(Flaw::LeaseNeverEnds) {
            actions.push(Action::LeaseEnds);
        }
    }

    pub(super) fn act(&self, state: &mut State, action: Action) {
        match action {
            Action::Send(worker) => {
                if !state.sends_again(state.held.is_some_and(|held| held.leased && !held.done)) {
                    state.duplicates -= 1;
                }
                state.provider.sends += 1;
                state.ask(worker, Step::Claim, state.provider.sends);
            }
            Action::Apply(message, heard) => {
                let worker = state.worker_of(message);
                if worker.is_some() && !heard {
                    state.faults -= 1;
                }
                state.sent.remove(&message);
                let worker = worker.filter(|_| heard);
                match message.step {
                    Step::Claim => self.claim(state, message.token, worker),
                    step => self.end(state, step, message.token, worker),
                }
            }
            Action::GiveUp(worker) => {
                let Worker::Waits(message) = state.workers[worker] else { return };
                // Nothing more goes wrong where the answer was lost already.
                if state.sent.contains(&message) {
                    state.faults -= 1;
                }
                match message.step {
                    Step::Claim | Step::Release => state.answer(worker, Answer::Failed),
                    Step::Complete => state.ask(worker, Step::CompleteAgain, message.token),
                    // The work is done.
                    Step::CompleteAgain => state.answer(worker, Answer::Acknowledged),
                }
            }
            Action::HandlerFails(worker) => {
                state.faults -= 1;
                let Worker::Handles(token) = state.workers[worker] else { return };
                if self.flaw == Some(Flaw::CompletesBeforeTheWork) {
                    return state.answer(worker, Answer::Failed);
                }
                state.ask(worker, Step::Release, token);
            }
            Action::HandlerSucceeds(worker) => {
                let Worker::Handles(token) = state.workers[worker] else { return };
                state.history.handled();
                if self.flaw == Some(Flaw::CompletesBeforeTheWork) {
                    return state.answer(worker, Answer::Acknowledged);
                }
                state.ask(worker, Step::Complete, token);
            }
            Action::WorkerDies(worker) => {
                state.faults -= 1;
                state.answer(worker, Answer::Failed);
            }
            Action::LeaseEnds => {
                state.history.lease_ends();
                if let Some(held) = &mut state.held {
                    held.leased = false;
                }
            }
        }
    }

    fn claim(&self, state: &mut State, token: Token, worker: Option<usize>) {
        if self.flaw == Some(Flaw::ClaimIgnoresLease)
            && let Some(held) = &mut state.held
        {
            held.leased = false;
        }
        let found = store::claim(&mut state.held, token, 0);
        state.history.claim(token, found, worker.is_some());
        let Some(worker) = worker else { return };
        match found {
            Found::Claimed { .. } if self.flaw == Some(Flaw::CompletesBeforeTheWork) => {
                state.ask(worker, Step::Complete, token);
            }
            Found::Claimed { .. } => state.workers[worker] = Worker::Handles(token),
            Found::InFlight { .. } if self.flaw == Some(Flaw::InFlightIsAcknowledged) => {
                state.answer(worker, Answer::Acknowledged);
            }
            Found::InFlight { .. } => state.answer(worker, Answer::Busy),
            Found::Done { .. } => state.answer(worker, Answer::Acknowledged),
        }
    }

    fn end(&self, state: &mut State, step: Step, token: Token, worker: Option<usize>) {
        let completes = step != Step::Release;
        let ignores_token = if completes { Flaw::CompleteIgnoresToken } else { Flaw::ReleaseIgnoresToken };
        let holder = state.held.and_then(|held| held.token).filter(|_| self.flaw == Some(ignores_token));
        let end = if completes { store::complete } else { store::release };
        let changed = end(&mut state.held, holder.unwrap_or(token));
        state.history.end(token, changed, completes);
        if changed && completes && self.flaw == Some(Flaw::CompleteForgets) {
            state.held = None;
        }
        let Some(worker) = worker else { return };
        match step {
            Step::Release => state.answer(worker, Answer::Failed),
            _ if self.flaw == Some(Flaw::CompletesBeforeTheWork) => state.workers[worker] = Worker::Handles(token),
            // Whether or not another owns the key by now: this one has done the work.
            _ => state.answer(worker, Answer::Acknowledged),
        }
    }
}

impl State {
    /// A provider sends again what was not acknowledged, and what was told to come back not before that is of use.
    fn sends_again(&self, leased: bool) -> bool {
        let has_answers = self.workers.iter().all(|worker| *worker == Worker::Idle);
        let is_early = leased && self.provider.answer == Answer::Busy;
        has_answers && !is_early && !self.provider.acknowledged
    }

    fn worker_of(&self, message: Message) -> Option<usize> {
        self.workers.iter().position(|worker| *worker == Worker::Waits(message))
    }

    fn ask(&mut self, worker: usize, step: Step, token: Token) {
        let message = Message { step, token };
        self.sent.insert(message);
        self.workers[worker] = Worker::Waits(message);
    }

    fn answer(&mut self, worker: usize, answer: Answer) {
        self.workers[worker] = Worker::Idle;
        self.provider.answer = answer;
        self.provider.acknowledged |= answer == Answer::Acknowledged;
    }
}
