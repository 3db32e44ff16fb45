//! What the workers tell: each comes by at the points that it passes, and may be held there.

use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use tiny_http::{Request, Response, Server};

/// Listens on a free port of 127.0.0.1 until it is dropped.
pub struct Driver {
    pub url: String,
    server: Arc<Server>,
    state: Arc<Mutex<State>>,
    held: Mutex<Receiver<Held>>,
}

/// A worker that waits for an answer.
pub struct Held {
    /// The id of its process, or a name where there is none.
    pub worker: String,
    request: Request,
}

#[derive(Default)]
struct State {
    /// The workers in whose handlers a delivery was, by its id.
    runs: HashMap<String, Vec<String>>,
    hold: Option<&'static str>,
    fail: bool,
}

impl Driver {
    pub fn start() -> Result<Self> {
        let server = Server::http((Ipv4Addr::LOCALHOST, 0)).map_err(|error| anyhow!("{error}"))?;
        let address = server.server_addr().to_ip().context("the driver has no address")?;
        let (server, state) = (Arc::new(server), Arc::new(Mutex::new(State::default())));
        let (sender, held) = channel();
        let (listens, shared) = (server.clone(), state.clone());
        thread::spawn(move || {
            for request in listens.incoming_requests() {
                arrived(request, &shared, &sender);
            }
        });
        Ok(Self { url: format!("http://{address}"), server, state, held: Mutex::new(held) })
    }

    /// Has the next worker that comes to `point` wait there.
    pub fn hold_at(&self, point: &'static str) {
        lock(&self.state).hold = Some(point);
    }

    /// Forgets what a worker was to be held at or to fail in that never came there.
    pub fn let_pass(&self) {
        let mut state = lock(&self.state);
        (state.hold, state.fail) = (None, false);
    }

    /// Has the next handler fail.
    pub fn fail_handler(&self) {
        lock(&self.state).fail = true;
    }

    /// The worker that waits.
    pub fn held(&self) -> Result<Held> {
        let point = lock(&self.state).hold;
        lock(&self.held)
            .recv_timeout(Duration::from_secs(20))
            .with_context(|| format!("no worker has come to {point:?}"))
    }

    /// The workers in whose handlers the delivery was.
    pub fn runs(&self, id: &str) -> Vec<String> {
        lock(&self.state).runs.get(id).cloned().unwrap_or_default()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

impl Held {
    pub fn go_on(self) {
        answer(self.request, 200);
    }
}

fn arrived(request: Request, state: &Mutex<State>, sender: &Sender<Held>) {
    let parameters: HashMap<String, String> = parameters(request.url());
    let of = |name: &str| parameters.get(name).cloned().unwrap_or_default();
    let mut state = lock(state);
    let mut status = 200;
    if of("point") == "handler" {
        state.runs.entry(of("id")).or_default().push(of("worker"));
        if std::mem::take(&mut state.fail) {
            status = 500;
        }
    }
    if state.hold.is_some_and(|point| point == of("point")) {
        state.hold = None;
        // Nobody listens any more once the test is over.
        let _ = sender.send(Held { worker: of("worker"), request });
    } else {
        drop(state);
        answer(request, status);
    }
}

/// Ids here are letters, digits, `_` and `-`: there is nothing to decode.
fn parameters(url: &str) -> HashMap<String, String> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The worker may be dead by now.
fn answer(request: Request, status: u16) {
    let _ = request.respond(Response::empty(status));
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
