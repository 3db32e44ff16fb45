//! One change to a request: what attackers, proxies and careless frameworks do.

use fastrand::Rng;

use crate::request::Generated;

/// Pieces that header values, forms and URLs are spoiled with.
const PIECES: &[&[u8]] = &[
    b"",
    b" ",
    b"\t",
    b",",
    b", ",
    b";",
    b"=",
    b":",
    b".",
    b"0",
    b"a",
    b"\0",
    b"\r",
    b"\n",
    b"\r\n",
    b"\xe9",
    b"\xff",
    b"v1,",
    b",v1,",
    b"v1=",
    b"t=1",
    b",t=2",
    b"sha256=",
    b"sha1:",
    b"md5:",
    b"+",
    b"-",
    b"_",
    b"==",
    b"/",
    b"%",
    b"%zz",
    b"%41",
    b"1780000000",
    b"1780000000000",
    b"99999999999999999999",
    b"boundary=x",
    b"\"",
    b"--",
    b"--\r\n",
    b"filename=\"x\"",
    b"&",
    b"#",
    b"?",
];

pub fn once(request: &mut Generated, random: &mut Rng) {
    match random.u8(..20) {
        0 => drop_header(request, random),
        1 => double_header(request, random),
        2 => join_header(request, random),
        3..=8 => with_value(request, random, spoil),
        9 => with_value(request, random, flip_case),
        10 => with_value(request, random, repeat_list),
        11 => rename_header(request, random),
        12 => swap_headers(request, random),
        13..=15 => spoil(&mut request.body, random),
        16 if random.u8(..4) == 0 => {
            let methods = [None, Some(""), Some("GET"), Some("post"), Some("POST "), Some("POST https://example.org/")];
            request.method = methods[random.usize(..6)].map(Into::into);
        }
        16 => spoil_url(request, random),
        17 => {
            request.remote_address = [None, Some(""), Some("10.0.0.1"), Some("044.238.19.20"), Some("44.238.19.20:80")]
                [random.usize(..5)]
            .map(Into::into)
        }
        18 => parse_form(request, random),
        _ => add_header(request, random),
    }
}

/// Inserts, removes, replaces or cuts.
fn spoil(bytes: &mut Vec<u8>, random: &mut Rng) {
    let at = random.usize(..=bytes.len());
    let piece = PIECES[random.usize(..PIECES.len())];
    match random.u8(..6) {
        0 => drop(bytes.splice(at..at, piece.iter().copied())),
        1 => bytes.truncate(at),
        2 => drop(bytes.drain(..at)),
        3 => bytes.splice(..0, piece.iter().copied()).for_each(drop),
        4 => bytes.extend_from_slice(piece),
        _ => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.u8(..8);
            }
        }
    }
}

#[allow(clippy::ptr_arg)] // One type for all changes of a value.
fn flip_case(bytes: &mut Vec<u8>, random: &mut Rng) {
    if random.bool() { bytes.make_ascii_uppercase() } else { bytes.make_ascii_lowercase() }
}

/// Makes a list of signatures long, or puts another item before the good one.
fn repeat_list(bytes: &mut Vec<u8>, random: &mut Rng) {
    let separator: &[u8] = [&b" "[..], b",", b", ", b";"][random.usize(..4)];
    let other = [&bytes[..], b"v2,AAAA", b"v1,AAAA", b"v0=00", b"junk"][random.usize(..5)].to_vec();
    for _ in 0..[1, 2, 15, 16, 17][random.usize(..5)] {
        bytes.splice(..0, [&other[..], separator].concat());
    }
}

fn with_value(request: &mut Generated, random: &mut Rng, change: fn(&mut Vec<u8>, &mut Rng)) {
    if !request.headers.is_empty() {
        let at = random.usize(..request.headers.len());
        change(&mut request.headers[at].1, random);
    }
}

fn drop_header(request: &mut Generated, random: &mut Rng) {
    if !request.headers.is_empty() {
        request.headers.remove(random.usize(..request.headers.len()));
    }
}

fn double_header(request: &mut Generated, random: &mut Rng) {
    if !request.headers.is_empty() {
        let (name, value) = request.headers[random.usize(..request.headers.len())].clone();
        let name = if random.bool() { name.to_ascii_uppercase() } else { name };
        request.headers.insert(random.usize(..=request.headers.len()), (name, value));
    }
}

/// As a server does that hands out one value a name.
fn join_header(request: &mut Generated, random: &mut Rng) {
    let joint: &[u8] = if random.bool() { b", " } else { b"," };
    if !request.headers.is_empty() {
        let at = random.usize(..request.headers.len());
        let value = &mut request.headers[at].1;
        *value = [&value[..], joint, &value[..]].concat();
    }
}

fn rename_header(request: &mut Generated, random: &mut Rng) {
    if !request.headers.is_empty() {
        let at = random.usize(..request.headers.len());
        let name = &mut request.headers[at].0;
        *name = match random.u8(..4) {
            0 => name.to_ascii_uppercase(),
            1 => name.replace('-', "_"),
            2 => ["__proto__", "constructor", "toString"][random.usize(..3)].into(),
            _ => format!("{name}x"),
        };
    }
}

fn swap_headers(request: &mut Generated, random: &mut Rng) {
    let count = request.headers.len();
    if count > 1 {
        let (one, two) = (random.usize(..count), random.usize(..count));
        let value = request.headers[one].1.clone();
        request.headers[two].1 = value;
    }
}

fn add_header(request: &mut Generated, random: &mut Rng) {
    let names =
        ["webhook-id", "svix-signature", "Transcodely-Signature", "X-Transcodely-Signature", "content-type", "X-Other"];
    let value = PIECES[random.usize(..PIECES.len())].to_vec();
    request.headers.insert(random.usize(..=request.headers.len()), (names[random.usize(..names.len())].into(), value));
}

fn spoil_url(request: &mut Generated, random: &mut Rng) {
    let Some(url) = &mut request.url else { return };
    if random.u8(..5) == 0 {
        request.url = None;
        return;
    }
    let mut bytes = url.clone().into_bytes();
    match random.u8(..4) {
        0 => bytes.extend_from_slice(b"&token=x"),
        1 => bytes = url.replacen("#x", "&token=&%74oken=1#x", 1).into_bytes(),
        _ => spoil(&mut bytes, random),
    }
    // A URL is text; what is no text any more is left as it was.
    if let Ok(text) = String::from_utf8(bytes) {
        request.url = Some(text);
    }
}

fn parse_form(request: &mut Generated, random: &mut Rng) {
    let mut form = vec![("transloadit".to_owned(), "{}".to_owned()), ("signature".to_owned(), "sha1:00".to_owned())];
    if random.bool() {
        form.swap_remove(random.usize(..2));
    }
    if random.bool() {
        form.extend(form.clone());
    }
    request.form = Some(form);
}
