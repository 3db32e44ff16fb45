use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;

use serde_json::Value;

use super::recorded::RECORDED;
use super::*;

/// How the first candidate with these bytes is explained.
fn found(body: &[u8], bytes: &[u8]) -> Option<(&'static str, String)> {
    let mut candidates = undo(body);
    let first = candidates.find(|undone| undone.bytes == bytes)?;
    Some((first.code.as_str(), first.detail.into_owned()))
}

#[test]
fn each_way_is_undone() {
    let latin1 = "caf\u{c3}\u{a9}".as_bytes();
    for (body, bytes, code, detail) in [
        (&b"{}\n"[..], &b"{}"[..], "body_newline_added", "LF at the end"),
        (b"{}\r\n", b"{}", "body_newline_added", "CRLF at the end"),
        (b"{}\r", b"{}", "body_newline_added", "CR at the end"),
        (b"{}\n\n", b"{}\n", "body_newline_added", "LF at the end"),
        (b"{} \n\t", b"{}", "body_newline_added", "white space at the end"),
        (b"{} ", b"{}", "body_newline_added", "white space at the end"),
        (b"\n{}", b"{}", "body_newline_added", "white space in front"),
        (b" {}", b"{}", "body_newline_added", "white space in front"),
        (b"\n{}\n", b"\n{}", "body_newline_added", "LF at the end"),
        (b"\n{}\n", b"{}", "body_newline_added", "white space in front and at the end"),
        (b"{}", b"{}\n\n", "body_newline_lost", "two LF at the end"),
        (b"{}", b"{}\r\n\r\n", "body_newline_lost", "two CRLF at the end"),
        (b"{  \"a\": [    1  ]}", b"{\n  \"a\": [\n    1\n  ]\n}", "body_newline_lost", JOINED),
        (b"{  \"a\": [    1  ]}", b"{\r\n  \"a\": [\r\n    1\r\n  ]\r\n}\r\n", "body_newline_lost", JOINED),
        (b"{}", b"{}\n", "body_newline_lost", "LF at the end"),
        (b"{}", b"{}\r\n", "body_newline_lost", "CRLF at the end"),
        (b"a\nb\r\nc\n", b"a\r\nb\r\nc\r\n", "body_line_ends_changed", "CRLF became LF"),
        (b"a\r\nb\r\n", b"a\nb\n", "body_line_ends_changed", "LF became CRLF"),
        (b"a\r\r\nb", b"a\r\nb", "body_line_ends_changed", "LF became CRLF"),
        (b"a\rb\r", b"a\nb\n", "body_line_ends_changed", "LF became CR"),
        (b"a\nb", b"a\r\nb\r\n", "body_line_ends_changed", "CRLF became LF, and the last one was lost"),
        (b"a\nb\n", b"a\r\nb", "body_line_ends_changed", "CRLF became LF, and one was added at the end"),
        (b"a\r\nb", b"a\nb\n", "body_line_ends_changed", "LF became CRLF, and the last one was lost"),
        (b"\xef\xbb\xbf{}", b"{}", "body_bom_added", "EF BB BF in front"),
        (b"{}", b"\xef\xbb\xbf{}", "body_bom_lost", "EF BB BF in front"),
        (b"eyJhIjoxfQ==", b"{\"a\":1}", "body_base64", "base64"),
        (b"eyJhIjoxfQ", b"{\"a\":1}", "body_base64", "base64"),
        (b"eyJh\r\nIjoxfQ==\r\n", b"{\"a\":1}", "body_base64", "base64"),
        (b"data:application/json;base64,eyJhIjoxfQ==", b"{\"a\":1}", "body_base64", "base64 in a `data:` URL"),
        (b"data:;base64,eyJhIjoxfQ==", b"{\"a\":1}", "body_base64", "base64 in a `data:` URL"),
        (b"-_-_", b"\xfb\xff\xbf", "body_base64", "url-safe base64"),
        (b"\"{\\\"a\\\":\\\"\\u00e9\\\"}\"", "{\"a\":\"é\"}".as_bytes(), "body_quoted", "the body is one JSON string"),
        (
            b"{\"a\":\"\\n\"}",
            b"\"{\\\"a\\\":\\\"\\\\n\\\"}\"",
            "body_quoted",
            "a JSON string was signed, and its content arrived",
        ),
        (latin1, "café".as_bytes(), "body_reencoded", "UTF-8 was read as Latin-1"),
        ("â‚¬".as_bytes(), "€".as_bytes(), "body_reencoded", "UTF-8 was read as Windows-1252"),
        ("cafÃƒÂ©".as_bytes(), "café".as_bytes(), "body_reencoded", "UTF-8 was read as Windows-1252 twice"),
        ("café".as_bytes(), b"caf\xe9", "body_reencoded", "Latin-1 was written as UTF-8"),
        ("€".as_bytes(), b"\x80", "body_reencoded", "Windows-1252 was written as UTF-8"),
        (b"caf\xe9", "café".as_bytes(), "body_reencoded", "UTF-8 was written as Latin-1"),
        (b"\x80", "€".as_bytes(), "body_reencoded", "UTF-8 was written as Windows-1252"),
        (b"{\0}\0", b"{}", "body_reencoded", "UTF-8 was written as UTF-16LE"),
        (b"\xff\xfe{\0\xe9\0}\0", "{é}".as_bytes(), "body_reencoded", "UTF-8 was written as UTF-16LE"),
        (b"\0{\0}", b"{}", "body_reencoded", "UTF-8 was written as UTF-16BE"),
        (b"\xfe\xff\0{\xd8\x3d\xde\x00\0}", "{😀}".as_bytes(), "body_reencoded", "UTF-8 was written as UTF-16BE"),
        (b"\xef\xbb\xbf[1, 2]", b"\xef\xbb\xbf[1,2]", "body_reserialized", COMPACTED),
        (b"{\"a\":[1, 2]}", b"[1, 2]", "body_wrapped", "in one of its members"),
        (b"[12.5]", b"[12.50]", "body_reserialized", "number forms changed"),
    ] {
        assert_eq!(found(body, bytes), Some((code, detail.into())), "{body:?}");
    }
}

/// What looks like a change and is none, or is none that these ways can undo.
#[test]
fn nothing_else_is_undone() {
    for (body, code) in [
        (&b"{}"[..], "body_newline_added"),
        (b"{}", "body_line_ends_changed"),
        (b"{\"a\":1}", "body_base64"),
        (b"abcde", "body_base64"),
        (b"ab=c", "body_base64"),
        (b"YQ===", "body_base64"),
        (b"data:text/plain,eyJhIjoxfQ==", "body_base64"),
        (b"data:;base64,{}", "body_base64"),
        (b"{}", "body_wrapped"),
        (b"YR==", "body_base64"),
        (b"ab+_", "body_base64"),
        (b"{\"a\":1}", "body_reencoded"),
        ("\u{4e2d}".as_bytes(), "body_reencoded"),
        (b"{\"a\":1", "body_reserialized"),
        (b"a=1&b=2", "body_reserialized"),
        (b"{\"a\":\"\xff\"}", "body_reserialized"),
        (b"", "body_reserialized"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", "body_compressed"),
        (b"\x78\x9c", "body_compressed"),
        (b"", "body_base64"),
    ] {
        assert!(!undo(body).any(|undone| undone.code.as_str() == code), "{code} {body:?}");
    }
}

/// What Python's gzip and zlib wrote, also with all that a header may hold.
#[test]
fn compressed() {
    let text = br#"{"a":"aaaaaaaaaaaaaaaaaaaaaaaa"}"#;
    let deflated = "ab564a54b2524ac401946a01";
    let trailer = "d5ab836420000000";
    for (header, name) in [
        ("1f8b0800000000000203", "gzip"),
        ("1f8b0801000000000203", "gzip"),
        ("1f8b081e0000000002030200aabb6e616d65006e6f7465000102", "gzip"),
    ] {
        let body = hex::decode([header, deflated, trailer].concat()).unwrap();
        assert_eq!(found(&body, text), Some(("body_compressed", name.into())));
    }
    let zlib = hex::decode(["789c", deflated, "61b1610b34"].concat()).unwrap();
    assert_eq!(found(&zlib[..zlib.len() - 5], text), None, "no checksum");
    let zlib = hex::decode("789cab564a54b2524ac401946a01b1610b34").unwrap();
    assert_eq!(found(&zlib, text), Some(("body_compressed", "zlib".into())));

    for bad in [
        // Another length, none, something behind it, an unknown flag, another method, a name without an end.
        "1f8b0800000000000203ab564a54b2524ac401946a01d5ab836421000000",
        "1f8b0800000000000203ab564a54b2524ac401946a01d5ab8364",
        "1f8b0800000000000203ab564a54b2524ac401946a01d5ab83642000000000",
        "1f8b0820000000000203ab564a54b2524ac401946a01d5ab836420000000",
        "1f8b0700000000000203ab564a54b2524ac401946a01d5ab836420000000",
        "1f8b08080000000002036e616d65",
        // A preset dictionary, and a wrong check of the header.
        "78bbab564a54b2524ac401946a01b1610b34",
        "789dab564a54b2524ac401946a01b1610b34",
    ] {
        let body = hex::decode(bad).unwrap();
        assert!(!undo(&body).any(|undone| undone.code.as_str() == "body_compressed"), "{bad}");
    }
}

/// A bomb is not followed beyond 16 MiB.
#[test]
fn what_is_inflated_has_an_end() {
    let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&alloc::vec![0; LONGEST + 1], 1);
    assert!(!undo(&bomb).any(|undone| undone.code.as_str() == "body_compressed"));
    let large = miniz_oxide::deflate::compress_to_vec_zlib(&alloc::vec![0; LONGEST], 1);
    assert!(undo(&large).any(|undone| undone.bytes.len() == LONGEST));
}

fn recorded() -> impl Iterator<Item = (&'static str, String)> {
    RECORDED.iter().map(|(name, text)| (*name, text.replace('␡', "\u{7f}").replace('␤', "\u{2028}")))
}

/// Whatever of these a receiver wrote, what any other would have signed is among the candidates, under its name.
#[test]
fn every_style_is_found_from_every_other() {
    let mut pairs = 0;
    for (received_by, received) in recorded() {
        let candidates: Vec<Undone> = undo(received.as_bytes()).collect();
        for (signed_by, signed) in recorded().filter(|(_, signed)| signed.trim_end() != received.trim_end()) {
            let first = candidates.iter().find(|undone| undone.bytes == signed.as_bytes());
            let first = first.unwrap_or_else(|| panic!("{signed_by} not found from {received_by}"));
            assert_eq!(first.code.as_str(), "body_reserialized");
            // Where two wrote the same, the first name is given.
            let mut names = recorded()
                .filter(|(_, text)| *text == signed)
                .map(|(name, _)| format!("; what was signed looks like the output of {name}"));
            assert!(names.any(|name| first.detail.ends_with(&name)), "{signed_by}, {received_by}: {}", first.detail);
            pairs += 1;
        }
    }
    assert!(pairs > 500, "{pairs}");
}

#[test]
fn the_detail_says_what_differs() {
    for (body, bytes, detail) in [
        ("[1,2]", "[1, 2]", "spaces changed; what was signed looks like the output of Python's json.dumps"),
        ("[1, 2]", "[1,2]", "spaces changed; what was signed looks like the output of JavaScript's JSON.stringify"),
        (
            "[\"a/b\"]",
            "[\"a\\/b\"]",
            "escaped slashes changed; what was signed looks like the output of PHP's json_encode",
        ),
        (
            "[\"é\"]",
            "[\"\\u00e9\"]",
            "escapes of non-ASCII characters changed; what was signed looks like the output of Python's json.dumps",
        ),
        (
            "[\"<\"]",
            "[\"\\u003c\"]",
            "escapes of other characters changed; what was signed looks like the output of Go's json.Marshal",
        ),
        (
            "[\"\\ud83d\"]",
            "[\"\\uD83D\"]",
            "escapes of non-ASCII characters changed; what was signed looks like the output of Java's Jackson",
        ),
        ("[1.0]", "[1]", "number forms changed; what was signed looks like the output of JavaScript's JSON.stringify"),
        ("[1,2.5]", "[1.0,2.5]", "number forms changed"),
        (
            "[1]",
            "[\n  1\n]",
            "line breaks changed; what was signed looks like the output of JavaScript's JSON.stringify, indented by 2",
        ),
        (
            "[\"</b>/\"]",
            "[\"<\\/b>/\"]",
            "escaped slashes changed; what was signed looks like the output of Java's org.json",
        ),
        (
            "[1, 2]",
            "[1,2]\n",
            "spaces and the end of the text changed; what was signed looks like the output of JavaScript's JSON.stringify",
        ),
    ] {
        let found = found(body.as_bytes(), bytes.as_bytes()).map(|(_, detail)| detail);
        assert_eq!(found.as_deref().unwrap_or_default(), detail, "{body} {bytes}");
    }
}

/// The writer of a text knew which of its whole numbers are floats; its reader does not.
#[test]
fn some_whole_numbers_were_floats() {
    let few = r#"{"id":7,"progress":100,"sizes":[1,2],"at":1716480293}"#;
    for signed in [
        r#"{"id":7,"progress":100.0,"sizes":[1,2],"at":1716480293}"#,
        r#"{"id":7,"progress":100.0,"sizes":[1.0,2],"at":1716480293.0}"#,
        r#"{"id": 7, "progress": 100.0, "sizes": [1, 2], "at": 1716480293}"#,
    ] {
        assert!(found(few.as_bytes(), signed.as_bytes()).is_some(), "{signed}");
    }
    let mixed = r#"{"v":1e+21,"w":2,"at":1716480293}"#;
    for signed in [
        r#"{"v":1.0E21,"w":2.0,"at":1716480293}"#,
        r#"{"v":1.0E21,"w":2,"at":1.716480293E9}"#,
        r#"{"v":1.0e+21,"w":2.0,"at":1716480293}"#,
        r#"{"v": 1e+21, "w": 2.0, "at": 1716480293}"#,
    ] {
        assert!(found(mixed.as_bytes(), signed.as_bytes()).is_some(), "{signed}");
    }
    let item = |size: &str, time: &str, index: usize| format!(r#"{{"i{index}":1,"size":{size},"time":{time}}}"#);
    let list = |size, time| format!("[{}]", (0..8).map(|at| item(size, time, at)).collect::<Vec<_>>().join(","));
    for (size, time) in [("4", "2.0"), ("4.0", "2"), ("4.0", "2.0")] {
        let signed = list(size, time);
        assert!(found(list("4", "2").as_bytes(), signed.as_bytes()).is_some(), "{signed}");
    }
}

/// serde_json is the judge of what a text says.
#[test]
fn what_is_written_again_says_the_same() {
    let mut random = fastrand::Rng::with_seed(2);
    let mut written = 0;
    for round in 0..60 {
        let mut text = String::new();
        value(&mut random, 4, &mut text);
        let wanted = as_floats(serde_json::from_str(&text).unwrap());
        let of_json = |undone: &Undone| undone.code.as_str() == "body_reserialized";
        for undone in undo(text.as_bytes()).filter(of_json) {
            let again = str::from_utf8(&undone.bytes).unwrap();
            assert_eq!(as_floats(serde_json::from_str(again).unwrap()), wanted, "round {round}: {text}");
            written += 1;
        }
    }
    assert!(written > 2_000, "{written}");
}

#[test]
fn nothing_repeats_the_body_and_little_repeats_itself() {
    for (_, text) in recorded() {
        let all: Vec<Vec<u8>> = undo(text.as_bytes()).map(|undone| undone.bytes).collect();
        assert!(!all.iter().any(|bytes| *bytes == text.as_bytes()));
        assert!(all.iter().all(|bytes| bytes.len() <= longest(text.as_bytes())));
        let different: BTreeSet<&Vec<u8>> = all.iter().collect();
        assert!(all.len() - different.len() <= all.len() / 20, "{} of {}", different.len(), all.len());
    }
}

#[test]
fn any_bytes_are_taken() {
    let mut random = fastrand::Rng::with_seed(3);
    for _ in 0..400 {
        let length = random.usize(..60);
        let alphabet: &[u8] = b"{}[]\",:\\u0e.-+ \r\n%2Btrue\xef\xbb\xbf\xff\0";
        let few: Vec<u8> = (0..length).map(|_| *random.choice(alphabet.iter()).unwrap()).collect();
        let any: Vec<u8> = (0..length).map(|_| random.u8(..)).collect();
        for body in [few, any] {
            assert!(undo(&body).all(|undone| undone.bytes != body));
            assert!(undo_form(&body).all(|undone| undone.bytes != body));
            let _ = (has_replaced_characters(&body), keys_sorted(&body));
        }
    }
}

#[test]
fn depth_and_length_have_an_end() {
    let deep = ["[".repeat(5_000), "]".repeat(5_000)].concat();
    let spaced = ["[ ".repeat(4_999), "[]".into(), " ]".repeat(4_999)].concat();
    assert!(found(deep.as_bytes(), spaced.as_bytes()).is_some());
    let deep = ["{\"a\":".repeat(5_000), "0".into(), "}".repeat(5_000)].concat();
    assert!(found(deep.as_bytes(), deep.replace(':', ": ").as_bytes()).is_some());
    assert!(!keys_sorted(deep.as_bytes()));
    // Indented by its depth it would have 50 MB: writing ends long before.
    let document = json::Document::read(deep.as_bytes()).unwrap();
    let (layout, escapes, numbers) = (presets::LINES_2, presets::PLAIN, numbers::Numbers::AsReceived);
    let style = style::Style { layout, escapes, numbers, is_line: false };
    assert!(write::write(&document, style, || false).is_none());

    // The work has an end, too: hundreds of copies of a short text, some of a long one.
    let text = |length: usize| format!("[\"{}\", 1]", "a".repeat(length)).into_bytes();
    let written = |body: &[u8]| undo(body).filter(|undone| undone.code.as_str() == "body_reserialized").count();
    let (short, long) = (written(&text(1)), written(&text(json::LONGEST / 2)));
    assert!(long < short && (32..=64).contains(&long), "{short} {long}");

    // Above 1 MiB no JSON, above 16 MiB only the ends.
    let list = |length: usize| ["[\"", &"1,".repeat(length / 2), "\"]\n"].concat().into_bytes();
    assert_eq!(written(&list(json::LONGEST)), 0);
    assert_eq!(undo(&list(LONGEST)).count(), 4);
}

/// Numbers as floats, apart from which a text must say the same.
fn as_floats(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(as_floats).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, as_floats(value))).collect(),
        Value::Number(number) => number.as_f64().unwrap().into(),
        other => other,
    }
}

/// A made-up JSON text, in no style.
fn value(random: &mut fastrand::Rng, depth: usize, text: &mut String) {
    let space = |random: &mut fastrand::Rng| [" ", "", "", "\n", "\t"][random.usize(..5)];
    text.push_str(space(random));
    let kind = random.u8(..if depth == 0 { 4 } else { 6 });
    match kind {
        0 => text.push_str(["true", "false", "null"][random.usize(..3)]),
        1 => text.push_str(["0", "-7", "12", "1.0", "2.5", "1e21", "-1.5E-7", "3.10"][random.usize(..8)]),
        2 | 3 => text.push_str(TEXTS[random.usize(..TEXTS.len())]),
        kind => {
            text.push(if kind == 4 { '[' } else { '{' });
            for at in 0..random.usize(..4) {
                if at > 0 {
                    text.push(',');
                }
                if kind == 5 {
                    text.push_str(&format!("{}\"m{at}\"{}:", space(random), space(random)));
                }
                value(random, depth.saturating_sub(1), text);
            }
            text.push_str(space(random));
            text.push(if kind == 4 { ']' } else { '}' });
        }
    }
    text.push_str(space(random));
}

const JOINED: &str = "every line end is gone, as by curl's `-d` or reading line by line";
const COMPACTED: &str = "spaces changed; what was signed looks like the output of JavaScript's JSON.stringify";

const TEXTS: &[&str] = &[
    r#""""#,
    r#""a""#,
    r#""\u0041\/b\"\\""#,
    r#""é\u00E9\uD83D\ude00😀""#,
    r#""<a href='x'>&amp;+=`</a>""#,
    r#""\b\f\n\r\t\u0000\u001F""#,
    "\"\u{7f}\u{85}\u{2028}\u{2029}\u{fffd}\"",
];
