//! The figures as aligned tables, and as JSON.

use serde_json::{Value, json};

use super::aims::{self, Size};
use super::runners::{Report, Row};
use super::servers::{self, Server};
use super::statistics::Spread;

pub fn print(report: &Report) {
    println!("\n{}: {}, {}", report.language, report.facts.ours, report.facts.runtime);
    println!(
        "{:<26} {:>9} {:>11} {:>11} {:>7} {:>15}  aim",
        "against", "body", "ours µs", "theirs µs", "ratio", "quartiles"
    );
    for row in &report.rows {
        let Figures { ours, theirs, ratio } = figures(row);
        let quartiles = format!("{:.2} to {:.2}", ratio.low, ratio.high);
        let aim = aims::ratio(report.language, &row.rival, row.size);
        let aim = aim.map_or_else(String::new, |aim| format!("  {aim:.2} {}", verdict(ratio.median >= aim)));
        let line = format!(
            "{:<26} {:>9} {ours:>11.2} {theirs:>11.2} {:>7.2} {quartiles:>15}{aim}",
            row.rival,
            body(row.size),
            ratio.median
        );
        println!("{}", line.trim_end());
    }
}

pub fn print_sizes(sizes: &[Size]) {
    println!("\n{:<26} {:>9}  aim", "size", "bytes");
    for Size { what, bytes, aim } in sizes {
        let aim = aim.map_or_else(String::new, |aim| format!("  {aim} {}", verdict(*bytes <= aim)));
        println!("{what:<26} {bytes:>9}{aim}");
    }
}

pub fn print_servers(servers: &[Server]) {
    println!("\nrequests a second at 1 KiB, and the share that hookseal leaves");
    println!(
        "{:<10} {:>9} {:>9} {:>9} {:>8} {:>12} {:>15}  aim",
        "server", "bare", "snippet", "hookseal", "of bare", "of snippet", "quartiles"
    );
    for server in servers {
        let [bare, snippet] = [0, 1].map(|path| server.share_of(path));
        let quartiles = format!("{:.2} to {:.2}", bare.low, bare.high);
        println!(
            "{:<10} {:>9.0} {:>9.0} {:>9.0} {:>8.2} {:>12.2} {quartiles:>15}  {:.2} {}",
            server.name,
            server.median(0),
            server.median(1),
            server.median(2),
            bare.median,
            snippet.median,
            servers::AIM,
            verdict(bare.median >= servers::AIM)
        );
    }
}

pub fn server_to_json(server: &Server) -> Value {
    let [bare, snippet] = [0, 1].map(|path| server.share_of(path).median);
    json!({
        "server": server.name,
        "requests_per_second": [server.median(0), server.median(1), server.median(2)],
        "share_of_bare": bare,
        "share_of_snippet": snippet,
        "aim": servers::AIM,
        "met": bare >= servers::AIM,
    })
}

pub fn to_json(report: &Report) -> Value {
    let row = |row: &Row| {
        let Figures { ours, theirs, ratio } = figures(row);
        let aim = aims::ratio(report.language, &row.rival, row.size);
        json!({
            "against": row.rival,
            "bytes": row.size,
            "ours_us": ours,
            "theirs_us": theirs,
            "ratio": { "median": ratio.median, "quartiles": [ratio.low, ratio.high] },
            "aim": aim,
            "met": aim.map(|aim| ratio.median >= aim),
        })
    };
    json!({
        "language": report.language.to_string(),
        "ours": report.facts.ours,
        "runtime": report.facts.runtime,
        "rows": report.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

pub fn size_to_json(size: &Size) -> Value {
    json!({ "what": size.what, "bytes": size.bytes, "aim": size.aim, "met": size.aim.map(|aim| size.bytes <= aim) })
}

struct Figures {
    ours: f64,
    theirs: f64,
    ratio: Spread,
}

/// The ratio is that of neighbouring rounds, which the same machine load has slowed down alike.
fn figures(row: &Row) -> Figures {
    Figures {
        ours: Spread::of(row.rounds.iter().map(|(ours, _)| *ours)).median,
        theirs: Spread::of(row.rounds.iter().map(|(_, theirs)| *theirs)).median,
        ratio: Spread::of(row.rounds.iter().map(|(ours, theirs)| theirs / ours)),
    }
}

fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "MISSED" }
}

fn body(bytes: u64) -> String {
    match bytes {
        ..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KiB", bytes / 1024),
        _ => format!("{} MiB", bytes / 1_048_576),
    }
}
