//! The reference of a store: what each step makes of one key. It has no clock; its caller says when a lease ends.

/// What claimed a key: no two claims have the same.
pub type Token = u8;

/// What is kept of a key that was claimed and has not expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Held {
    /// None once it is released.
    pub token: Option<Token>,
    pub leased: bool,
    pub done: bool,
    pub attempt: u8,
    pub digest: u8,
}

/// What a claim finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Claimed { attempt: u8, digest: u8 },
    InFlight { digest: u8 },
    Done { digest: u8 },
}

pub fn claim(held: &mut Option<Held>, token: Token, digest: u8) -> Found {
    let (attempt, digest) = match *held {
        Some(Held { done: true, digest, .. }) => return Found::Done { digest },
        Some(Held { leased: true, digest, .. }) => return Found::InFlight { digest },
        Some(Held { attempt, digest, .. }) => (attempt + 1, digest),
        None => (1, digest),
    };
    *held = Some(Held { token: Some(token), leased: true, done: false, attempt, digest });
    Found::Claimed { attempt, digest }
}

/// Says whether the key was held with the token, whether or not the lease has ended.
pub fn complete(held: &mut Option<Held>, token: Token) -> bool {
    change(held, token, |held| held.done = true)
}

/// Says the same.
pub fn release(held: &mut Option<Held>, token: Token) -> bool {
    change(held, token, |held| (held.token, held.leased) = (None, false))
}

fn change(held: &mut Option<Held>, token: Token, change: impl FnOnce(&mut Held)) -> bool {
    match held {
        Some(held) if held.token == Some(token) && !held.done => {
            change(held);
            true
        }
        _ => false,
    }
}
