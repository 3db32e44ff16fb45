//! `crates/hookseal/src/events/*.rs`: structs and enums by way of the macros beside them.

use anyhow::{Context, Result};
use hookseal::providers;

use super::model::{Kind, Member, Provider, Record, Shape, Type, Union};
use super::{WIDTH, wrap};
use crate::codegen::Generated;

pub fn generate(provider: &Provider) -> Result<Generated> {
    let path = FILES.iter().copied().find(|path| path.ends_with(&format!("/{}.rs", provider.provider)));
    let row = providers::ALL.iter().find(|row| row.name() == provider.provider);
    let missing = || format!("`{}` has no file in codegen/events/rust.rs, or no row", provider.provider);
    let (path, row) = path.zip(row).with_context(missing)?;
    let types: Vec<String> = provider.types.iter().map(|its| write(provider, its)).collect();
    let body = types.join("\n");
    let sources: String = provider.sources.iter().map(|source| format!("//! - {}\n", link(source))).collect();
    let head = format!("//! What {} posts. Generated from events/{}.json by", row.title(), provider.provider);
    let content = format!("{head} `cargo xtask codegen`: do not edit.\n//!\n{sources}\n{}{body}", uses(&body));
    Ok(Generated { path, content })
}

fn link(source: &str) -> String {
    if source.starts_with("https://") { format!("<{source}>") } else { source.to_owned() }
}

/// Only what occurs.
fn uses(body: &str) -> String {
    let std = [("collections::BTreeMap", "BTreeMap<"), ("string::String", "String"), ("vec::Vec", "Vec<")];
    let std: String =
        std.iter().filter(|(_, word)| body.contains(word)).map(|(path, _)| format!("use alloc::{path};\n")).collect();
    let mut own: Vec<&str> = [
        ("Integer64", "Integer64"),
        ("Object", ": Object"),
        ("Object", "= Object"),
        ("Object", "<Object"),
        ("Value", ": Value"),
        ("names", "names! {"),
        ("object", "object! {"),
        ("union", "union! {"),
    ]
    .into_iter()
    .filter(|(_, word)| body.contains(word))
    .map(|(name, _)| name)
    .collect();
    own.dedup();
    let own = match own.as_slice() {
        [only] => format!("use super::{only};\n"),
        several => format!("use super::{{{}}};\n", several.join(", ")),
    };
    let gap = if std.is_empty() { "" } else { "\n" };
    format!("{std}{gap}{own}\n")
}

fn write(provider: &Provider, its: &Type) -> String {
    let about = doc(&its.doc, 4);
    match &its.shape {
        Shape::Alias { alias } => format!("{}pub type {} = {};\n", doc(&its.doc, 0), its.name, rust(alias)),
        Shape::Names { names } => enumeration(&about, &its.name, names.iter().map(String::as_str)),
        Shape::Record(record) => object(provider, its, record),
        Shape::Union(of) => union(&about, &its.name, of),
    }
}

fn enumeration<'a>(about: &str, name: &str, names: impl Iterator<Item = &'a str>) -> String {
    let variants: String = names.map(|name| format!("        {} = \"{name}\",\n", variant(name))).collect();
    format!("names! {{\n{about}    pub enum {name} {{\n{variants}    }}\n}}\n")
}

fn object(provider: &Provider, its: &Type, record: &Record) -> String {
    let base = record.base.as_ref().and_then(|base| provider.record(base));
    let mut fields: String = base.iter().flat_map(|base| &base.members).map(field).collect();
    if let Some((union, _)) = provider.case(&its.name) {
        let by = &union.by;
        fields.push_str(&doc(&by.member_doc, 8));
        fields.push_str(&format!("        {}: {},\n", field_name(&union.member), by.name));
    }
    fields.extend(record.members.iter().map(field));
    format!("object! {{\n{}    pub struct {} {{\n{fields}    }}\n}}\n", doc(&its.doc, 4), its.name)
}

fn union(about: &str, name: &str, of: &Union) -> String {
    let mut out = format!("union! {{\n{about}    pub enum {name} by \"{}\" {{\n", of.member);
    for case in &of.cases {
        let names: Vec<String> = case.names.iter().map(|name| format!("\"{name}\"")).collect();
        let head = format!("        {}({}):", case.short, case.name);
        let line = format!("{head} {},\n", names.join(" | "));
        let lines = format!("{head}\n            {},\n", names.join("\n            | "));
        out.push_str(&doc(&case.doc, 8));
        out.push_str(if line.len() <= WIDTH { &line } else { &lines });
    }
    out.push_str("    }\n");
    if let Some(without) = &of.without {
        let doc = doc(&without.doc, 8);
        let (short, name, member) = (&without.short, &without.name, &without.member);
        out.push_str(&format!("    without {{\n{doc}        {short}({name}) has \"{member}\",\n    }}\n"));
    }
    let names = of.cases.iter().flat_map(|case| &case.names).map(String::as_str);
    format!("{out}}}\n\n{}", enumeration(&doc(&of.by.doc, 4), &of.by.name, names))
}

fn field(member: &Member) -> String {
    format!("{}        {}: {},\n", doc(&member.doc, 8), field_name(&member.name), rust(&member.kind))
}

/// A keyword gets an underscore, and the member's own name beside it.
fn field_name(name: &str) -> String {
    if name == "type" { "type_ = \"type\"".to_owned() } else { name.to_owned() }
}

fn rust(kind: &Kind) -> String {
    match kind {
        Kind::Any | Kind::Either(_) => "Value".to_owned(),
        Kind::Boolean => "bool".to_owned(),
        Kind::Integer => "i64".to_owned(),
        Kind::Integer64 => "Integer64".to_owned(),
        Kind::Number => "f64".to_owned(),
        Kind::Object => "Object".to_owned(),
        Kind::Text => "String".to_owned(),
        Kind::Named(name) => name.clone(),
        Kind::List(item) => format!("Vec<{}>", rust(item)),
        Kind::Map(value) => format!("BTreeMap<String, {}>", rust(value)),
    }
}

/// `job.insights.ready` as `JobInsightsReady`.
fn variant(name: &str) -> String {
    name.split(|mark: char| !mark.is_ascii_alphanumeric())
        .filter_map(|word| word.split_at_checked(1))
        .map(|(first, rest)| first.to_ascii_uppercase() + &rest.to_ascii_lowercase())
        .collect()
}

fn doc(text: &str, indent: usize) -> String {
    let lines = wrap(text, WIDTH - indent - "/// ".len());
    lines.iter().map(|line| format!("{:indent$}/// {line}\n", "")).collect()
}

const FILES: [&str; 4] = [
    "crates/hookseal/src/events/assemblyai.rs",
    "crates/hookseal/src/events/connect.rs",
    "crates/hookseal/src/events/transcodely.rs",
    "crates/hookseal/src/events/transloadit.rs",
];
