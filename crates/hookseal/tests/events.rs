//! Types of events: nothing of a payload is lost, nothing of the right outer shape is refused.
#![cfg(feature = "events")]
#![allow(missing_docs, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use hookseal::events::{
    AssemblyAiEvent, AssemblyAiStatus, ConnectEvent, Integer64, TranscodelyEvent, TranscodelyEventType,
    TranscodelyJobStatus, TranscodelyNotificationEvent, TransloaditEvent, TransloaditOk, Value,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_str(&value.to_string()).unwrap()
}

/// What `T` writes of what it has read.
fn through<T: DeserializeOwned + Serialize>(value: &Value) -> Option<Value> {
    let event: T = serde_json::from_str(&value.to_string()).ok()?;
    Some(serde_json::to_value(event).unwrap())
}

/// The same for the provider whose name begins the file's.
fn through_type_of(name: &str, value: &Value) -> Option<Value> {
    match name.split(['-', '.']).next().unwrap() {
        "assemblyai" => through::<AssemblyAiEvent>(value),
        "connect" => through::<ConnectEvent>(value),
        "transcodely" => through::<TranscodelyEvent>(value),
        "transloadit" => through::<TransloaditEvent>(value),
        other => panic!("`{other}` has no events"),
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)
}

/// The payloads that the providers document, with the names of their files.
fn payloads() -> Vec<(String, Value)> {
    let files = ["examples/payloads", "tests/events/payloads"].map(|name| fs::read_dir(folder(name)).unwrap());
    let paths = files.into_iter().flatten().map(|entry| entry.unwrap().path());
    let named = paths.map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, serde_json::from_slice(&fs::read(&path).unwrap()).unwrap())
    });
    named.filter(|(name, _)| !name.starts_with("standard-webhooks")).collect()
}

/// `100.0` is the number `100`, whichever way it is written.
fn plain(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(members) => members.iter().map(|(name, its)| (name.clone(), plain(its))).collect(),
        other => other.clone(),
    }
}

#[test]
fn every_documented_payload_is_written_as_it_was_read() {
    let payloads = payloads();
    assert!(payloads.len() >= 31, "only {} payloads", payloads.len());
    for (name, value) in payloads {
        assert_eq!(plain(&through_type_of(&name, &value).unwrap()), plain(&value), "{name}");
    }
}

/// The provider's SDK has written these, with every field set.
#[test]
fn every_field_fits_what_the_sdk_writes() {
    let first = ["job.created", "output.created", "video.uploaded", "video.insights.ready", "app.created"];
    for name in first {
        let text = fs::read(folder("tests/events/payloads").join(format!("transcodely-{name}.json"))).unwrap();
        let event: TranscodelyEvent = serde_json::from_slice(&text).unwrap();
        let shown = format!("{event:?}");
        let left: Vec<&str> = shown.split("other: {").skip(1).filter(|rest| !rest.starts_with('}')).collect();
        // No call of the API caused these events.
        assert_eq!(left.len(), 1, "{name}: {left:?}");
        assert!(left[0].starts_with(r#""id": Null, "idempotency_key": Null}"#), "{name}: {left:?}");
        assert_eq!(shown.matches(": None").count(), 2, "{name}: {shown}");
    }
}

#[test]
fn a_member_that_is_not_known_is_written_too_wherever_it_stands() {
    for (name, value) in payloads() {
        let mut added = value.clone();
        add_everywhere(&mut added);
        assert_eq!(plain(&through_type_of(&name, &added).unwrap()), plain(&added), "{name}");
    }
}

fn add_everywhere(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(add_everywhere),
        Value::Object(members) => {
            members.values_mut().for_each(add_everywhere);
            // A map of names to texts or lists is no record: an object there is one more value that does not fit.
            members.insert("not known".into(), json!({ "a": [null, 1, "x"] }));
        }
        _ => {}
    }
}

#[test]
fn no_member_needs_to_be_there() {
    for (name, value) in payloads() {
        let Value::Object(members) = &value else { panic!("{name} is no object") };
        for missing in members.keys() {
            let mut members = members.clone();
            members.remove(missing);
            let without = Value::Object(members);
            assert_eq!(plain(&through_type_of(&name, &without).unwrap()), plain(&without), "{name} without {missing}");
        }
    }
}

#[test]
fn hostile_json_is_read_and_written_as_it_is() {
    let texts: Vec<String> = serde_json::from_slice(&fs::read(folder("tests/events/hostile.json")).unwrap()).unwrap();
    assert!(texts.len() >= 40);
    for text in texts {
        // What does not fit a number of 64 bits is no JSON for serde_json.
        let Ok(value) = serde_json::from_str::<Value>(&text) else { continue };
        for name in ["assemblyai", "transcodely"] {
            assert_eq!(plain(&through_type_of(name, &value).unwrap()), plain(&value), "{name}: {text}");
        }
        for name in ["connect", "transloadit"] {
            let written = through_type_of(name, &value);
            assert_eq!(written.is_some(), value.is_object(), "{name}: {text}");
            assert!(written.is_none_or(|written| plain(&written) == plain(&value)), "{name}: {text}");
        }
    }
    let deep = format!("{}{}", r#"{"type":"job.failed","data":"#.repeat(100_000), "}".repeat(100_000));
    assert!(serde_json::from_str::<TranscodelyEvent>(&deep).is_err());
}

#[test]
fn a_name_that_is_not_listed_keeps_its_text() {
    let value = json!({ "event": "job.paused", "job": { "id": "job_1", "status": "paused" } });
    let TranscodelyEvent::Notification(notification) = read(&value) else { panic!("no notification") };
    assert_eq!(notification.event, Some(TranscodelyNotificationEvent::Other("job.paused".into())));
    assert_eq!(notification.job.unwrap().status.unwrap().as_str(), "paused");

    let value = json!({ "type": "job.paused", "data": {} });
    assert_eq!(read::<TranscodelyEvent>(&value), TranscodelyEvent::Other(value));
    let value = json!({ "status": "deleted" });
    assert_eq!(read::<AssemblyAiEvent>(&value), AssemblyAiEvent::Other(value));
    assert_eq!(read::<TranscodelyEvent>(&json!(null)), TranscodelyEvent::Other(Value::Null));
    assert_eq!(read::<TransloaditOk>(&json!("ASSEMBLY_LATER")), TransloaditOk::Other("ASSEMBLY_LATER".into()));
}

#[test]
fn a_value_that_does_not_fit_stays_with_the_others() {
    let data = json!({ "id": 7, "status": null, "progress": "100", "outputs": [null], "error_code": "x" });
    let TranscodelyEvent::Job(event) = read(&json!({ "type": "job.failed", "data": data })) else { panic!("no job") };
    let job = event.data.unwrap();
    assert_eq!((&job.id, &job.status, job.progress, &job.outputs), (&None, &None, None, &None));
    assert_eq!(job.error_code.as_deref(), Some("x"));
    assert_eq!(job.other["id"], 7);
    assert_eq!(job.other["status"], Value::Null);
    assert_eq!(job.other["outputs"], json!([null]));
    assert_eq!(job.other.get("app_id"), None);
    assert_eq!(job.other.get("error_code"), None);
}

#[test]
fn what_a_handler_asks_for_is_there() {
    let payload = |name: &str| payloads().into_iter().find(|(its, _)| its == name).unwrap().1;

    let TranscodelyEvent::Notification(notification) = read(&payload("transcodely.json")) else { panic!("not it") };
    assert_eq!(notification.event, Some(TranscodelyNotificationEvent::JobCompleted));
    let job = notification.job.unwrap();
    assert_eq!(job.status, Some(TranscodelyJobStatus::Completed));
    assert_eq!(job.outputs.unwrap()[0].output_size_bytes.as_ref().unwrap().get(), Some(15_728_640));

    let TranscodelyEvent::Job(event) = read(&payload("transcodely-event.json")) else { panic!("no job") };
    assert_eq!(event.type_, Some(TranscodelyEventType::JobSucceeded));
    assert_eq!(event.request.unwrap().id.as_deref(), Some("req_01"));

    let assembly: TransloaditEvent = read(&payload("transloadit.json"));
    assert_eq!(assembly.ok, Some(TransloaditOk::AssemblyCompleted));
    assert_eq!(assembly.uploads.unwrap()[0].name.as_deref(), Some("avatar.jpg"));
    assert_eq!(assembly.results.unwrap()["faces_detected"][0].id.as_deref(), Some("fd2f61b9"));

    let AssemblyAiEvent::Transcript(event) = read(&payload("assemblyai.json")) else { panic!("no transcript") };
    assert_eq!(event.status, Some(AssemblyAiStatus::Completed));
    assert_eq!(read::<ConnectEvent>(&payload("connect.json"))["event"], "transfer.finished");
}

#[test]
fn an_integer_may_be_written_as_text() {
    let get = |value: Value| serde_json::from_value::<Integer64>(value).ok().map(|integer| integer.get());
    assert_eq!(get(json!(7)), Some(Some(7)));
    assert_eq!(get(json!("-9223372036854775808")), Some(Some(i64::MIN)));
    assert_eq!(get(json!("9223372036854775808")), Some(None));
    assert_eq!(get(json!("7.0")), Some(None));
    assert_eq!(get(json!("")), Some(None));
    assert_eq!(get(json!(7.5)), None);
    assert_eq!(get(json!(null)), None);
    assert_eq!(get(json!(u64::MAX)), None);
}
