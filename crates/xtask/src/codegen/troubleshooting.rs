//! docs/troubleshooting.md: a section for each code that a report or a log may show, with an example where the planted
//! cases have one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use hookseal::explain::{Cause, ExplainOptions, FindingCode, Report};
use hookseal::{ConfigCode, Request, SecretInput, VerifyCode, foreign};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::errors::{self, Advice};
use super::{Generated, block};

pub fn generate(root: &Path) -> Result<Generated> {
    let examples = examples(root)?;
    let of = |codes: Vec<Advice>| codes.iter().map(|advice| section(advice, &examples)).collect::<String>();
    let finding = |code| errors::finding(code);
    let blocks = [
        ("causes", of(Cause::ALL.iter().map(|cause| finding(FindingCode::Cause(*cause))).collect())),
        ("refusals", of(VerifyCode::ALL.iter().map(|code| finding(FindingCode::Verify(*code))).collect())),
        ("receivers", of(errors::receiver()?)),
        ("configuration", of(ConfigCode::ALL.iter().map(|code| finding(FindingCode::Config(*code))).collect())),
    ];
    block::generate(root, "docs/troubleshooting.md", &blocks)
}

/// The heading is the anchor to which findings and logs link.
fn section(Advice { code, meaning, fix }: &Advice, examples: &BTreeMap<String, String>) -> String {
    let (first, rest) = meaning.split_at(1);
    let example = examples.get(*code).map(|text| format!("\n```text\n{text}```\n")).unwrap_or_default();
    let end = if rest.ends_with('?') { "" } else { "." };
    format!("### {code}\n\n{}{rest}{end}\n\n{fix}\n{example}\n", first.to_uppercase())
}

/// What a report says of the first planted case that shows each code.
fn examples(root: &Path) -> Result<BTreeMap<String, String>> {
    let text = fs::read_to_string(root.join(CASES)).context(CASES)?;
    let cases: Cases = serde_json::from_str(&text).context(CASES)?;
    let mut examples = BTreeMap::new();
    for case in cases.cases {
        let wanted = |code: &str| !examples.contains_key(code);
        if !case.expect.codes().any(wanted) {
            continue;
        }
        let report = case.explain().with_context(|| case.name.clone())?;
        for finding in &report.findings {
            let code = finding.code.as_str();
            if case.expect.codes().any(|expected| expected == code) {
                examples.entry(code.to_owned()).or_insert_with(|| shown(&report, code));
            }
        }
    }
    Ok(examples)
}

fn shown(report: &Report, code: &str) -> String {
    let mut text = match &report.refusal {
        Some(refusal) => format!("{}: refused: {}\n", report.provider, refusal.code),
        None => format!("{}: verified\n", report.provider),
    };
    for finding in report.findings.iter().filter(|finding| finding.code.as_str() == code) {
        let part = finding.part.as_ref().map(|part| format!(" in {part}")).unwrap_or_default();
        text.push_str(&format!("{}: {code}{part}\n  {}\n", finding.certainty.as_str(), finding.message));
    }
    text
}

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    name: String,
    provider: Value,
    options: Map<String, Value>,
    #[serde(default)]
    other_secrets: Vec<String>,
    body: Value,
    headers: Vec<(String, Value)>,
    method: Option<String>,
    url: Option<String>,
    remote_address: Option<String>,
    now: u64,
    expect: Expect,
}

#[derive(Deserialize)]
struct Expect {
    #[serde(default)]
    proved: Vec<String>,
    #[serde(default)]
    observed: Vec<String>,
    #[serde(default)]
    hints: Vec<String>,
}

impl Expect {
    fn codes(&self) -> impl Iterator<Item = &str> {
        [&self.proved, &self.observed, &self.hints].into_iter().flatten().map(String::as_str)
    }
}

impl Case {
    fn explain(&self) -> Result<Report> {
        let mut options = self.options.clone();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let secret = options.remove("secret").as_ref().and_then(text);
        let secrets = options.remove("secrets");
        let secrets: Option<Vec<String>> =
            secrets.as_ref().and_then(Value::as_array).map(|list| list.iter().filter_map(text).collect());
        let inputs = secrets.as_ref().map(|list| list.iter().map(|one| SecretInput::Text(one)).collect::<Vec<_>>());
        let bytes = self.body.as_str().map(decode).transpose()?.unwrap_or_default();
        let fields: Vec<(String, String)> =
            serde_json::from_value(self.body.get("form").cloned().unwrap_or_else(|| json!([]))).unwrap_or_default();
        let fields: Vec<_> =
            fields.iter().map(|(name, value)| (name.as_str(), hookseal::FormValue::Text(value))).collect();
        let request = match &self.body {
            Value::String(_) => Request::new(&bytes),
            Value::Object(_) => Request::form(&fields),
            _ => Request::body_not_raw(),
        };
        // A value that is no text is a very long one; it is no example.
        let latin1 = |value: &Value| foreign::latin1(value.as_str().unwrap_or_default()).into_owned();
        let headers: Vec<(&str, Vec<u8>)> =
            self.headers.iter().map(|(name, value)| (name.as_str(), latin1(value))).collect();
        let (method, url, address) = (self.method.as_deref(), self.url.as_deref(), self.remote_address.as_deref());
        let request = foreign::with(request.headers(&headers), method, url, address);
        Ok(foreign::explain(
            &self.provider.to_string(),
            &Value::Object(options).to_string(),
            secret.as_deref().map(SecretInput::Text),
            inputs.as_deref(),
            &request,
            &ExplainOptions::new(self.now).other_secrets(&self.other_secrets),
        )?)
    }
}

fn decode(text: &str) -> Result<Vec<u8>> {
    base64::engine::Engine::decode(&base64::engine::general_purpose::STANDARD, text).context("base64")
}

const CASES: &str = "tests/explain/cases.json";
