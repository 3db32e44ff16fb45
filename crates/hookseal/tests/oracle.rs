//! An independent implementation of Standard Webhooks gives the same verdict, apart from the differences that
//! tests/oracles/differences.json lists (threats 20, 35, 36).

#![allow(missing_docs, clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;
use hookseal::{Request, SignOptions, Webhook, providers};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use standardwebhooks::Webhook as Oracle;

const NAME: &str = "crate standardwebhooks";
const ROUNDS: u64 = 6000;

#[test]
fn verdicts_are_equal_or_listed() {
    let listed = listed();
    let (mut needed, mut counts, mut unlisted) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
    for seed in 0..ROUNDS {
        let (case, verdicts) = judged(seed);
        if verdicts.agree() {
            *counts.entry(verdicts.theirs).or_insert(0) += 1;
            continue;
        }
        match listed.iter().filter(|entry| entry.explains(&case, &verdicts)).collect::<Vec<_>>()[..] {
            [] => {
                unlisted.entry(format!("{verdicts:?} {:?}", case.classes())).or_insert(case);
            }
            [one] => {
                needed.insert(one);
            }
            _ => {}
        }
    }
    assert!(unlisted.is_empty(), "not listed, with an example of each: {unlisted:#?}");
    let stale: Vec<_> = listed.iter().filter(|entry| !needed.contains(entry)).collect();
    assert!(stale.is_empty(), "listed but never the only explanation: {stale:?}");
    assert!(counts[&true] > 1000 && counts[&false] > 1000, "too little was compared: {counts:?}");
    println!("{NAME} {}: {ROUNDS} passed, 0 failed", version());
}

#[test]
fn a_falsified_verdict_is_not_listed() {
    let (case, verdicts) = (0..ROUNDS).map(judged).find(|(_, both)| both.agree() && both.theirs).unwrap();
    for falsified in [Verdicts { ours: "signature_mismatch", ..verdicts }, Verdicts { theirs: false, ..verdicts }] {
        assert!(!falsified.agree());
        assert!(!listed().iter().any(|entry| entry.explains(&case, &falsified)), "{falsified:?}");
    }
}

#[derive(Clone, Debug)]
struct Case {
    secret: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
struct Verdicts {
    /// `accepted`, or the code of the refusal.
    ours: &'static str,
    theirs: bool,
}

impl Verdicts {
    fn agree(self) -> bool {
        (self.ours == "accepted") == self.theirs
    }
}

/// A case and both verdicts. The oracle reads the clock itself, so the case is made anew if the second has changed.
fn judged(seed: u64) -> (Case, Verdicts) {
    loop {
        let random = &mut Rng::with_seed(seed);
        let now = now();
        let mut case = Case::genuine(random, now);
        for _ in 0..[0, 1, 1, 1, 1, 2][random.usize(..6)] {
            case.change(random, now);
        }
        let verdicts = case.judge(now);
        if now == self::now() {
            return (case, verdicts);
        }
    }
}

impl Case {
    /// Signed by hookseal or by the oracle.
    fn genuine(random: &mut Rng, now: u64) -> Self {
        let key: Vec<u8> = (0..[1, 24, 32, 64, 65][random.usize(..5)]).map(|_| random.u8(..)).collect();
        let secret = format!("{}{}", ["", "whsec_"][random.usize(..2)], STANDARD.encode(key));
        let body: String = (0..random.usize(..200)).map(|_| random.char(..)).collect();
        let id = ["msg_1", "0", "a/b+c=d@e:f-g_h"][random.usize(..3)];
        let time = now.saturating_add_signed([0, 0, 0, 1, -1, 299, -299, 300, -300][random.usize(..9)]);
        let mut case = Self { secret, headers: Vec::new(), body: body.into_bytes() };
        let signature = if random.bool() { case.ours(id, time) } else { case.theirs(id, time) };
        case.headers = vec![(ID, id.into()), (TIMESTAMP, time.to_string()), (SIGNATURE, signature)];
        case
    }

    fn ours(&self, id: &str, time: u64) -> String {
        let webhook = Webhook::new(&providers::STANDARD_WEBHOOKS, &[&self.secret]).unwrap();
        let signed = webhook.sign(&self.body, &SignOptions::new(time).id(id)).unwrap();
        signed.headers().iter().find(|(name, _)| name == SIGNATURE).unwrap().1.clone()
    }

    fn theirs(&self, id: &str, time: u64) -> String {
        Oracle::new(&self.secret).unwrap().sign(id, time.try_into().unwrap(), &self.body).unwrap()
    }

    fn judge(&self, now: u64) -> Verdicts {
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            headers.append(HeaderName::from_static(name), HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        let ours = match Webhook::new(&providers::STANDARD_WEBHOOKS, &[&self.secret]) {
            Err(error) => error.code().as_str(),
            Ok(webhook) => match webhook.verify(&Request::new(&self.body).headers(&headers), now) {
                Err(error) => error.code().as_str(),
                Ok(delivery) => {
                    assert_eq!(delivery.body(), self.body);
                    "accepted"
                }
            },
        };
        let theirs = Oracle::new(&self.secret).is_ok_and(|oracle| oracle.verify(&self.body, &headers).is_ok());
        Verdicts { ours, theirs }
    }

    /// One change; where it is to one part alone, the rest is signed anew if that can be.
    fn change(&mut self, random: &mut Rng, now: u64) {
        let value = |name| self.value(name).unwrap_or_default().to_owned();
        let (id, signature) = (value(ID), value(SIGNATURE));
        let tag = signature.strip_prefix("v1,").unwrap_or("AAAA").to_owned();
        let plain = now.to_string();
        let sign = |case: &Self, id: &str, time: u64| match Oracle::new(&case.secret) {
            Ok(oracle) => oracle.sign(id, time.try_into().unwrap(), &case.body).unwrap_or(signature.clone()),
            Err(_) => signature.clone(),
        };
        match random.u8(..12) {
            0 => {
                let time = now.saturating_add_signed([301, -301, 86_400, -86_400][random.usize(..4)]);
                self.set(SIGNATURE, sign(self, &id, time));
                self.set(TIMESTAMP, time.to_string());
            }
            1 => {
                let odd =
                    ["+#", "-#", "0#", "# ", " #", "#.0", "#e0", "#a", "#000", "#,#", "", "0", "99999999999999999999"];
                self.set(SIGNATURE, sign(self, &id, now));
                self.set(TIMESTAMP, odd[random.usize(..odd.len())].replace('#', &plain));
            }
            2 => {
                let (long, longer) = ("x".repeat(257), "x".repeat(8193));
                let odd =
                    ["a.b", "msg 1", " msg", "msg\t", "msg,1", &long, &longer, "", ".", "m\u{e9}"][random.usize(..10)];
                self.set(SIGNATURE, sign(self, odd, now));
                self.set(ID, odd.into());
                self.set(TIMESTAMP, plain);
            }
            3 => self.body.push(random.u8(..)),
            4 => {
                let at = random.usize(..=self.body.len());
                self.body.truncate(at);
            }
            5 => {
                self.body = [&b"\xff\xfe"[..], b"\xc3", b"\xed\xa0\x80", b""][random.usize(..4)].to_vec();
                if let Ok(webhook) = Webhook::new(&providers::STANDARD_WEBHOOKS, &[&self.secret])
                    && let Ok(signed) = webhook.sign(&self.body, &SignOptions::new(now).id("msg_2"))
                {
                    self.headers = vec![(ID, "msg_2".into()), (TIMESTAMP, plain)];
                    let found = signed.headers().iter().find(|(name, _)| name == SIGNATURE);
                    self.headers.push((SIGNATURE, found.unwrap().1.clone()));
                }
            }
            6 | 7 => {
                let odd = [
                    "v1,",
                    "v1",
                    "",
                    "#",
                    "v1,#A",
                    "v1,#=",
                    "v1,##",
                    "V1,#",
                    "v1=#",
                    "v2,#",
                    "v1a,#",
                    "v1, #",
                    " v1,#",
                    "v1,# ",
                    "v1,,#",
                    "v1,v1,#",
                    "v1,#,",
                    "v1,\u{e9}#",
                    "v1,AAAA",
                    "\tv1,#\t",
                ];
                let text = odd[random.usize(..odd.len())].replace('#', &tag);
                let end = if random.u8(..4) == 0 { random.usize(..=text.len()) } else { text.len() };
                self.set(SIGNATURE, String::from_utf8_lossy(&text.as_bytes()[..end]).into_owned());
            }
            8 => {
                let other =
                    ["v1,AAAA", "v2,#", "junk", "", "v1", "v1,#", "v1,\u{e9}"][random.usize(..7)].replace('#', &tag);
                let mut items = vec![other; [1, 2, 14, 15, 16, 17][random.usize(..6)]];
                items.insert(random.usize(..=items.len()), signature);
                let separator = [" ", " ", " ", "  ", ",", ", ", ";"][random.usize(..7)];
                self.set(SIGNATURE, items.join(separator));
            }
            9 => {
                let at = random.usize(..=self.headers.len());
                self.headers.truncate(at);
            }
            10 => {
                let again: Vec<_> = self.headers.iter().filter(|_| random.bool()).cloned().collect();
                let renamed = [(ID, "svix-id"), (TIMESTAMP, "svix-timestamp"), (SIGNATURE, "svix-signature")];
                if random.bool() {
                    self.headers.extend(again);
                } else {
                    for (name, _) in &mut self.headers {
                        *name = renamed.iter().find(|(own, _)| own == name).map_or(*name, |(_, other)| other);
                    }
                }
            }
            _ => {
                let bare = self.secret.trim_start_matches("whsec_").to_owned();
                let unpadded = bare.trim_end_matches('=');
                let odd =
                    ["", "whsec_", "####", "whsec_#", "@", "whsec_@", "whsec_!#", "WHSEC_#", " #", "#\n", "undefined"];
                let odd = odd[random.usize(..odd.len())];
                self.secret = odd.replace('#', &bare).replace('@', unpadded);
                if let Ok(oracle) = Oracle::new(&self.secret)
                    && let Ok(signature) = oracle.sign(&id, now.try_into().unwrap(), &self.body)
                {
                    self.set(SIGNATURE, signature);
                    self.set(TIMESTAMP, plain);
                }
            }
        }
    }

    fn set(&mut self, name: &'static str, value: String) {
        self.headers.retain(|(other, _)| *other != name);
        self.headers.push((name, value));
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }

    fn any(&self, name: &str, holds: impl Fn(&str) -> bool) -> bool {
        self.headers.iter().any(|(other, value)| *other == name && holds(value))
    }

    fn classes(&self) -> Vec<&'static str> {
        CLASSES.iter().filter(|(_, holds)| holds(self)).map(|(name, _)| *name).collect()
    }

    fn bare_secret(&self) -> &str {
        self.secret.strip_prefix("whsec_").unwrap_or(&self.secret)
    }
}

/// An intended difference: the class of the input, and what both say of it.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Entry {
    class: String,
    ours: String,
    theirs: String,
}

impl Entry {
    fn explains(&self, case: &Case, verdicts: &Verdicts) -> bool {
        let theirs = if verdicts.theirs { "accepted" } else { "refused" };
        self.ours == verdicts.ours && self.theirs == theirs && case.classes().contains(&self.class.as_str())
    }
}

/// The entries of this oracle, which must be for the version that is used.
fn listed() -> Vec<Entry> {
    let content: Value = serde_json::from_str(&read("tests/oracles/differences.json")).unwrap();
    let text = |entry: &Value, member: &str| entry[member].as_str().unwrap().to_owned();
    let entries = content["differences"].as_array().unwrap().iter().filter(|entry| entry["oracle"] == NAME);
    entries
        .map(|entry| {
            assert_eq!(entry["version"], version(), "{entry}");
            Entry { class: text(entry, "class"), ours: text(entry, "ours"), theirs: text(entry, "theirs") }
        })
        .collect()
}

/// The oracle's version, from the lock file.
fn version() -> String {
    let lock = read("Cargo.lock");
    let (_, rest) = lock.split_once("name = \"standardwebhooks\"\nversion = \"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)).unwrap()
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

const ID: &str = "webhook-id";
const TIMESTAMP: &str = "webhook-timestamp";
const SIGNATURE: &str = "webhook-signature";

type Class = (&'static str, fn(&Case) -> bool);

/// What kind of input a case is, by the names that the list uses.
const CLASSES: &[Class] = &[
    ("body_not_utf8", |case| core::str::from_utf8(&case.body).is_err()),
    ("comma_in_id_or_timestamp", |case| {
        case.any(ID, |id| id.contains(',')) || case.any(TIMESTAMP, |time| time.contains(','))
    }),
    ("header_over_8192_bytes", |case| case.headers.iter().any(|(_, value)| value.len() > 8192)),
    ("header_sent_twice", |case| {
        case.headers.iter().map(|(name, _)| name).collect::<BTreeSet<_>>().len() < case.headers.len()
    }),
    ("id_empty", |case| case.any(ID, str::is_empty)),
    ("id_outside_grammar", |case| {
        case.any(ID, |id| {
            let id = id.trim_matches([' ', '\t']);
            id.len() > 256 || !id.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'.')
        })
    }),
    ("id_with_white_space_around", |case| case.any(ID, |id| id.trim_matches([' ', '\t']) != id)),
    ("list_joined_by_comma", |case| {
        case.any(SIGNATURE, |list| list.split(' ').any(|item| item.ends_with(',') || item.contains(",v1,")))
    }),
    ("list_over_16_items", |case| case.any(SIGNATURE, |list| list.split_whitespace().count() > 16)),
    ("names_of_svix", |case| case.headers.iter().all(|(name, _)| name.starts_with("svix-"))),
    ("secret_empty", |case| case.bare_secret().is_empty()),
    ("secret_without_padding", |case| case.bare_secret().len() % 4 != 0),
    ("signature_outside_ascii", |case| case.any(SIGNATURE, |list| !list.is_ascii())),
    ("signature_with_white_space_around", |case| {
        let around = |list: &str| list.trim_matches([' ', '\t']) != list;
        case.any(SIGNATURE, |list| around(list) || list.split(' ').any(around))
    }),
    ("timestamp_not_plain_decimal", |case| {
        let plain = |time: &str| time.bytes().all(|byte| byte.is_ascii_digit()) && !time.starts_with('0');
        case.any(TIMESTAMP, |time| !plain(time.trim_matches([' ', '\t'])))
    }),
    ("timestamp_with_white_space_around", |case| case.any(TIMESTAMP, |time| time.trim_matches([' ', '\t']) != time)),
];
