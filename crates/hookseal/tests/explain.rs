//! Runs the planted cases of `tests/explain`: each cause is named, none is claimed wrongly, nothing secret is told
//! (threat 119).
#![cfg(feature = "explain")]
#![allow(
    missing_docs,
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hookseal::explain::{ExplainOptions, MOST_BYTES, MOST_MACS, Report};
use hookseal::{FormValue, Request, SecretInput, foreign};
use serde_json::{Map, Value};

#[test]
fn planted_causes_are_named_and_no_others() {
    run("cases.json");
}

#[test]
fn questions_from_the_field_are_answered() {
    run("field.json");
}

#[test]
fn a_wrong_expectation_or_a_text_that_is_told_would_be_seen() {
    let case = cases("cases.json").into_iter().find(|case| case["name"] == "body/newline-added").unwrap();
    assert_eq!(faults(&case), Vec::<String>::new());
    for (member, value) in [
        ("/expect/refusal", Value::Null),
        ("/expect/proved", serde_json::json!([])),
        ("/expect/proved", serde_json::json!(["body_newline_added", "secret_other"])),
        ("/expect/observed", serde_json::json!(["body_empty"])),
        ("/expect/hints", serde_json::json!(["secret_wrong"])),
        ("/expect/never", serde_json::json!(["body_newline_added"])),
        ("/silent", serde_json::json!(["transcodely"])),
    ] {
        let mut wrong = case.clone();
        *wrong.pointer_mut(member).unwrap() = value;
        assert_ne!(faults(&wrong), Vec::<String>::new(), "{member} is not looked at");
    }
}

fn run(file: &str) {
    let cases = cases(file);
    assert!(cases.len() > 50, "{file} has {} cases", cases.len());
    let failed: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let faults = faults(case);
            (!faults.is_empty()).then(|| format!("{} ({}): {}", case["name"], case["comment"], faults.join("; ")))
        })
        .collect();
    println!("{file}: {} passed, {} failed", cases.len() - failed.len(), failed.len());
    assert!(failed.is_empty(), "{} of {} cases failed:\n{}", failed.len(), cases.len(), failed.join("\n"));
}

fn cases(file: &str) -> Vec<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/explain").join(file);
    let document: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    document["cases"].as_array().unwrap().clone()
}

/// What is not as the case, or every report, demands.
fn faults(case: &Value) -> Vec<String> {
    let report = report(case);
    let (json, text) = (report.to_json(), report.to_string());
    let told: Value = serde_json::from_str(&json).unwrap();
    let expect = &case["expect"];
    let mut faults = Vec::new();
    let refusal = &told["refusal"]["code"];
    if *refusal != expect["refusal"] {
        faults.push(format!("refused as {refusal}, expected {}", expect["refusal"]));
    }
    let (proved, wanted) = (found(&told, "proved"), list(&expect["proved"]));
    if proved != wanted {
        faults.push(format!("proved {proved:?}, expected {wanted:?}"));
    }
    for (member, certainty) in [("observed", "observed"), ("hints", "hint")] {
        let (there, wanted) = (found(&told, certainty), list(&expect[member]));
        // Nothing is said about a delivery without a flaw.
        let accepted = expect["refusal"].is_null() && there != wanted;
        if !wanted.is_subset(&there) || accepted {
            faults.push(format!("{member} {there:?}, expected {wanted:?}"));
        }
    }
    let all: BTreeSet<String> = ["proved", "observed", "hint"].iter().flat_map(|one| found(&told, one)).collect();
    let claimed: Vec<_> = list(&expect["never"]).intersection(&all).cloned().collect();
    if !claimed.is_empty() {
        faults.push(format!("claims {claimed:?}"));
    }
    faults.extend(told_secrets(case, &told, &text));
    faults.extend(general_faults(&told));
    faults
}

/// Secrets, tokens, signatures: no report may hold one, nor a good part of one.
fn told_secrets(case: &Value, told: &Value, text: &str) -> Vec<String> {
    let texts = strings(told);
    let is_told = |part: &String| text.contains(part) || texts.iter().any(|text| text.contains(part));
    let silent = list(&case["silent"]).into_iter().filter(|silent| parts(silent).iter().any(is_told));
    // Not the text itself: it would stand in the log of a failed run.
    silent.map(|silent| format!("tells some of {} silent bytes", silent.len())).collect()
}

/// Every run of some characters in a text, or all of a shorter one.
fn parts(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    match characters.len() {
        0..=LONGEST_PART => vec![text.to_owned()],
        _ => characters.windows(LONGEST_PART).map(|run| run.iter().collect()).collect(),
    }
}

/// What holds for every report.
fn general_faults(told: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let certainties: Vec<u8> = told["findings"].as_array().unwrap().iter().map(rank).collect();
    if !certainties.is_sorted() {
        faults.push("findings are out of order".into());
    }
    if told["refusal"].is_null() && certainties.iter().any(|rank| *rank < 2) {
        faults.push(format!("accepted, and yet {}", told["findings"]));
    }
    if !told["refusal"].is_null() && certainties.is_empty() {
        faults.push("refused without a finding".into());
    }
    let clock = &told["clock"];
    if !clock.is_null()
        && clock["difference"].as_i64() != Some(clock["timestamp"].as_i64().unwrap() - clock["now"].as_i64().unwrap())
    {
        faults.push(format!("the clock says {clock}"));
    }
    let work = |member: &str| usize::try_from(told["work"][member].as_u64().unwrap()).unwrap();
    if work("macs") > MOST_MACS || work("bytes") > MOST_BYTES {
        faults.push(format!("took {}", told["work"]));
    }
    faults
}

fn rank(finding: &Value) -> u8 {
    match finding["certainty"].as_str().unwrap() {
        "proved" => 0,
        "observed" => 1,
        "hint" => 2,
        other => panic!("`{other}` is no certainty"),
    }
}

fn found(told: &Value, certainty: &str) -> BTreeSet<String> {
    let findings = told["findings"].as_array().unwrap().iter();
    findings.filter(|one| one["certainty"] == certainty).map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

fn list(value: &Value) -> BTreeSet<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// Every text of a document, as it reads without JSON's escapes.
fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().flat_map(strings).collect(),
        Value::Object(members) => members.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

fn report(case: &Value) -> Report {
    let mut options = case["options"].as_object().unwrap().clone();
    let secret = options.remove("secret").map(|secret| read_secret(&secret));
    let secrets = options.remove("secrets").map(|list| read_secrets(&list));
    let secrets: Option<Vec<SecretInput<'_>>> = secrets.as_ref().map(|list| list.iter().map(Secret::input).collect());
    let others = read_secrets(&case["otherSecrets"]);
    let others: Vec<SecretInput<'_>> = others.iter().map(Secret::input).collect();
    let headers = headers(case);
    let (bytes, fields) = (bytes(&case["body"]), fields(&case["body"]));
    let fields: Option<Vec<(&str, FormValue<'_>)>> =
        fields.as_ref().map(|list| list.iter().map(|(name, text)| (name.as_str(), FormValue::Text(text))).collect());
    let request = match (&bytes, &fields) {
        (Some(bytes), _) => Request::new(bytes),
        (None, Some(fields)) => Request::form(fields),
        (None, None) => Request::body_not_raw(),
    };
    let [method, url, address] = ["method", "url", "remoteAddress"].map(|member| case[member].as_str());
    foreign::explain(
        &case["provider"].to_string(),
        &Value::Object(options).to_string(),
        secret.as_ref().map(Secret::input),
        secrets.as_deref(),
        &foreign::with(request.headers(&headers), method, url, address),
        &ExplainOptions::new(case["now"].as_u64().unwrap()).other_secrets(&others),
    )
    .unwrap_or_else(|error| panic!("{}: {error}", case["name"]))
}

enum Secret {
    Bytes(Vec<u8>),
    Text(String),
}

impl Secret {
    fn input(&self) -> SecretInput<'_> {
        match self {
            Self::Bytes(bytes) => SecretInput::Bytes(bytes),
            Self::Text(text) => SecretInput::Text(text),
        }
    }
}

fn read_secrets(list: &Value) -> Vec<Secret> {
    list.as_array().unwrap().iter().map(read_secret).collect()
}

fn read_secret(value: &Value) -> Secret {
    match value.as_str() {
        Some(text) => Secret::Text(text.into()),
        None => Secret::Bytes(STANDARD.decode(value["base64"].as_str().unwrap()).unwrap()),
    }
}

/// Header pairs; each character of a case's text is one byte.
fn headers(case: &Value) -> Vec<(String, Vec<u8>)> {
    let byte = |character: char| u8::try_from(character).expect("a Latin-1 character");
    let value = |value: &Value| match value.as_str() {
        Some(text) => text.chars().map(byte).collect(),
        None => pieces(value).expect("pieces"),
    };
    let pairs = case["headers"].as_array().unwrap().iter();
    pairs.map(|pair| (pair[0].as_str().unwrap().to_owned(), value(&pair[1]))).collect()
}

fn bytes(body: &Value) -> Option<Vec<u8>> {
    body.as_str().map(|text| STANDARD.decode(text).unwrap()).or_else(|| pieces(body))
}

fn pieces(value: &Value) -> Option<Vec<u8>> {
    let times = |count: &Value| usize::try_from(count.as_u64().unwrap()).unwrap();
    let text = |piece: &Value| piece[0].as_str().unwrap().repeat(times(&piece[1]));
    Some(value["pieces"].as_array()?.iter().flat_map(|piece| text(piece).into_bytes()).collect())
}

fn fields(body: &Value) -> Option<Vec<(String, String)>> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    Some(body["form"].as_array()?.iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect())
}

#[test]
fn names_are_used_once() {
    let all = [cases("cases.json"), cases("field.json")].concat();
    let names: Map<String, Value> =
        all.iter().map(|case| (case["name"].as_str().unwrap().into(), Value::Null)).collect();
    assert_eq!(names.len(), all.len());
}

/// How many characters of a silent text, in a row, count as telling it.
const LONGEST_PART: usize = 12;
