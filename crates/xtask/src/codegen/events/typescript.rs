//! `npm/src/events.ts`: interfaces, and what the events of a provider's name are.

use anyhow::Result;

use super::model::{Kind, Member, Provider, Record, Shape, Type, Union};
use super::{WIDTH, wrap};
use crate::codegen::Generated;

pub fn generate(providers: &[Provider]) -> Result<Generated> {
    let mut out = HEAD.to_owned();
    for Provider { provider, event, .. } in providers {
        out.push_str(&format!("  readonly {provider}: {event};\n"));
    }
    out.push_str("}\n");
    for provider in providers {
        out.push_str(&format!("\n// {}:\n", provider.provider));
        provider.sources.iter().for_each(|source| out.push_str(&format!("//   {source}\n")));
        provider.types.iter().for_each(|its| out.push_str(&write(provider, its)));
    }
    Ok(Generated { path: "npm/src/events.ts", content: out })
}

fn write(provider: &Provider, its: &Type) -> String {
    let about = doc(&its.doc, 0);
    let name = &its.name;
    match &its.shape {
        Shape::Alias { alias } => format!("\n{about}export type {name} = {};\n", typescript(alias)),
        Shape::Names { names } => {
            let names = names.iter().map(|name| format!("\"{name}\"")).chain(["(string & {})".to_owned()]);
            format!("\n{about}export type {name} ={};\n", alternatives(&names.collect::<Vec<_>>(), name.len() + 14))
        }
        Shape::Record(record) => interface(provider, its, record),
        Shape::Union(of) => {
            let names = of.cases.iter().map(|case| &case.name).chain(of.without.iter().map(|without| &without.name));
            let names: Vec<String> = names.cloned().collect();
            let by = &of.by;
            format!(
                "\n{about}export type {name} ={};\n\n{}export type {} = {};\n",
                alternatives(&names, name.len() + 14),
                doc(&by.doc, 0),
                by.name,
                names_of(name, of),
            )
        }
    }
}

/// The record without the member has it as undefined.
fn names_of(name: &str, of: &Union) -> String {
    let member = format!("{name}[\"{}\"]", of.member);
    if of.without.is_some() { format!("NonNullable<{member}>") } else { member }
}

fn interface(provider: &Provider, its: &Type, record: &Record) -> String {
    let mut members = String::new();
    if let Some((union, case)) = provider.case(&its.name) {
        let names: Vec<String> = case.names.iter().map(|name| format!("\"{name}\"")).collect();
        let names = alternatives(&names, union.member.len() + 13).replace('\n', "\n  ");
        members.push_str(&doc(&union.by.member_doc, 2));
        members.push_str(&format!("  readonly {}:{names};\n", union.member));
        if let Some(without) = &union.without {
            members.push_str(&format!("  readonly {}?: undefined;\n", without.member));
        }
    } else if let Some(union) = provider.without(&its.name) {
        members.push_str(&format!("  readonly {}?: undefined;\n", union.member));
    }
    members.extend(record.members.iter().map(member));
    let base = record.base.as_ref().map_or(String::new(), |base| format!(" extends {base}"));
    format!("\n{}export interface {}{base} {{\n{members}}}\n", doc(&its.doc, 0), its.name)
}

fn member(member: &Member) -> String {
    let optional = if member.optional { "?" } else { "" };
    let null = if member.nullable { " | null" } else { "" };
    let kind = typescript(&member.kind);
    format!("{}  readonly {}{optional}: {kind}{null};\n", doc(&member.doc, 2), member.name)
}

fn typescript(kind: &Kind) -> String {
    match kind {
        Kind::Any => "unknown".to_owned(),
        Kind::Boolean => "boolean".to_owned(),
        Kind::Integer | Kind::Number => "number".to_owned(),
        Kind::Integer64 => "number | string".to_owned(),
        Kind::Object => "{ readonly [member: string]: unknown }".to_owned(),
        Kind::Text => "string".to_owned(),
        Kind::Named(name) => name.clone(),
        Kind::List(item) => format!("readonly {}[]", typescript(item)),
        Kind::Map(value) => format!("{{ readonly [name: string]: {} }}", typescript(value)),
        Kind::Either(kinds) => kinds.iter().map(typescript).collect::<Vec<_>>().join(" | "),
    }
}

/// On the line whose first `taken` characters are taken, or each on its own.
fn alternatives(of: &[String], taken: usize) -> String {
    let line = format!(" {}", of.join(" | "));
    if taken + line.len() < WIDTH { line } else { format!("\n  | {}", of.join("\n  | ")) }
}

fn doc(text: &str, indent: usize) -> String {
    let line = format!("{:indent$}/** {text} */\n", "");
    if line.chars().count() <= WIDTH {
        return line;
    }
    let lines = wrap(text, WIDTH - indent - " * ".len());
    let lines: String = lines.iter().map(|line| format!("{:indent$} * {line}\n", "")).collect();
    format!("{:indent$}/**\n{lines}{:indent$} */\n", "", "")
}

const HEAD: &str = "// What the providers post. Generated from events/*.json by `cargo xtask codegen`. Do not edit.
//
// Nothing is checked at run time. A member is optional unless every payload that the provider documents has it;
// members, names and events that are not listed here arrive, too.

/** What `delivery.json()` gives for a webhook of `P`: the provider's event if the table has its type, else unknown. */
export type EventOf<P> = P extends keyof ProviderEvents ? ProviderEvents[P] : unknown;

/** The event of each provider that documents one. */
export interface ProviderEvents {
";
