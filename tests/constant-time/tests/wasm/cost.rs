//! Threat 133: what a request costs is bounded and grows no faster than the request, in instructions of the module that
//! ships.

use hookseal::{Webhook, providers};
use hookseal_constant_time::score::Score;
use wasmi::Val;

use crate::binding::{Endpoint, Given, Judged, Shipped};
use crate::instance::Counted;
use crate::shapes;

const NOW: u64 = 1_780_000_000;

/// Ten times the size may cost twelve times as much: the rest is for what grows in steps.
const SMALL: usize = 6_554;
const LARGE: usize = 65_536;
const MOST: u64 = 12;

/// The longest header value that is read, in bytes, and the instructions that judging one may take.
const HEADER: usize = 8_192;
const CEILING: u64 = 6_000_000;

pub fn run(score: &mut Score, shipped: &Shipped) {
    control(score);
    let webhooks = Webhooks::new();
    headers(score, shipped, &webhooks);
    grow(score, "bodies", shapes::BODIES, |body| {
        let mut given = STANDARD.to_vec();
        given.push(("webhook-signature", "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        shipped.webhook(&webhooks.standard).verify(&Given { headers: &given, body, now: NOW, url: None })
    });
    grow(score, "multipart forms", shapes::MULTIPART, |body| {
        let given = [("content-type", shapes::MULTIPART_TYPE)];
        shipped.webhook(&webhooks.transloadit).verify_form(&Given { headers: &given, body, now: NOW, url: None })
    });
    grow(score, "urlencoded forms", shapes::URLENCODED, |body| {
        let given = [("content-type", "application/x-www-form-urlencoded")];
        shipped.webhook(&webhooks.transloadit).verify_form(&Given { headers: &given, body, now: NOW, url: None })
    });
    grow(score, "URLs", shapes::QUERIES, |query| {
        let url = format!("https://example.com/?{}", String::from_utf8_lossy(query));
        let request = Given { headers: &[], body: b"{}", now: NOW, url: Some(&url) };
        shipped.webhook(&webhooks.connect).verify(&request)
    });
}

/// A search that begins anew at each place must be found.
fn control(score: &mut Score) {
    let module = Counted::new(&wat::parse_str(QUADRATIC).expect("the text is a module"));
    let cost = |size: usize| {
        let size = Val::I32(i32::try_from(size / 16).expect("small"));
        module.instance().measure("search", &[size]).1.instructions
    };
    let (small, large) = (cost(SMALL), cost(LARGE));
    let finding = format!("{small} instructions, then {large}");
    score.check("control: quadratic cost is seen", large > small * MOST, &finding);
}

/// Every header that is read, filled to the limit with every shape; and as far beyond it as a body.
fn headers(score: &mut Score, shipped: &Shipped, webhooks: &Webhooks) {
    let read = [
        (&webhooks.standard, "webhook-signature", &STANDARD[..]),
        (&webhooks.standard, "webhook-id", &[STANDARD[1], ("webhook-signature", "v1,AAAA")]),
        (&webhooks.standard, "webhook-timestamp", &[STANDARD[0], ("webhook-signature", "v1,AAAA")]),
        (&webhooks.transcodely, "transcodely-signature", &[]),
        (&webhooks.transcodely, "x-transcodely-signature", &[("x-transcodely-timestamp", "1780000000")]),
        (&webhooks.transloadit, "content-type", &[]),
        (&webhooks.assemblyai, "x-token", &[]),
    ];
    for (endpoint, name, others) in read {
        let judge = |value: &[u8]| {
            let value = std::str::from_utf8(value).expect("the shapes are ASCII");
            let given = [others, &[(name, value)]].concat();
            let request = Given { headers: &given, body: b"{}", now: NOW, url: None };
            let mut webhook = shipped.webhook(endpoint);
            if name == "content-type" { webhook.verify_form(&request) } else { webhook.verify(&request) }
        };
        let costs = shapes::HEADERS.iter().map(|shape| (cost(judge(&shape.of(HEADER))), shape));
        let (most, worst) = costs.max_by_key(|(cost, _)| *cost).expect("there are shapes");
        let finding = format!("at most {most} instructions, for {HEADER} bytes of {worst}");
        score.check(&format!("ceiling: {name}"), most <= CEILING, &finding);
        grow(score, name, shapes::HEADERS, judge);
    }
}

/// The shape that grows most must not grow more than it may.
fn grow(score: &mut Score, what: &str, shapes: &[shapes::Shape], judge: impl Fn(&[u8]) -> Judged) {
    let growth = |shape: &shapes::Shape| {
        let [small, large] = [SMALL, LARGE].map(|size| cost(judge(&shape.of(size))));
        (large * 100 / small, small, large, shape.to_string())
    };
    let (percent, small, large, worst) = shapes.iter().map(growth).max().expect("there are shapes");
    let finding = format!("{} shapes; most for {worst}: {small} instructions, then {large}", shapes.len());
    score.check(&format!("linear: {what}"), percent <= MOST * 100, &finding);
}

fn cost(judged: Judged) -> u64 {
    assert!(judged.verdict.is_err(), "no shape is a genuine request");
    judged.trace.instructions
}

struct Webhooks {
    assemblyai: Endpoint<'static>,
    connect: Endpoint<'static>,
    standard: Endpoint<'static>,
    transcodely: Endpoint<'static>,
    transloadit: Endpoint<'static>,
}

impl Webhooks {
    fn new() -> Self {
        let key = &[1_u8; 24];
        let keyed = |provider, name| {
            let native = Webhook::new(provider, &[key]).expect("builds");
            Endpoint::new(name, "{}", &native, false, &[key])
        };
        let header = Webhook::builder(&providers::ASSEMBLYAI).header("X-Token").secret(TOKEN).build().expect("builds");
        let url = Webhook::builder(&providers::CONNECT).url_parameter("token").secret(TOKEN).build().expect("builds");
        let token = &[TOKEN.as_bytes()];
        Self {
            assemblyai: Endpoint::new(r#""assemblyai""#, r#"{"header":"X-Token"}"#, &header, true, token),
            connect: Endpoint::new(r#""connect""#, r#"{"urlParameter":"token"}"#, &url, true, token),
            standard: keyed(&providers::STANDARD_WEBHOOKS, r#""standard-webhooks""#),
            transcodely: keyed(&providers::TRANSCODELY, r#""transcodely""#),
            transloadit: keyed(&providers::TRANSLOADIT, r#""transloadit""#),
        }
    }
}

const STANDARD: [(&str, &str); 2] = [("webhook-id", "msg_1"), ("webhook-timestamp", "1780000000")];
const TOKEN: &str = "k7Vw2mQ9xTzB4nRc";

const QUADRATIC: &str = r#"(module (memory (export "memory") 1)
  (func (export "search") (param $size i32) (local $at i32) (local $from i32)
    (loop $again
      (local.set $at (local.get $from))
      (loop $next
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br_if $next (i32.lt_u (local.get $at) (local.get $size))))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $from) (local.get $size))))))"#;
