//! Signed URLs and methods: whatever they and the body are, the signed bytes can be cut into them in one way only.
//! Covers threats 57 and 104.

#![allow(missing_docs, clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::indexing_slicing)]

use hookseal::{Request, Scheme, VerifyCode, Webhook};

/// Contents in which the parts meet, or have a literal between them that some of them may hold.
const CONTENTS: [&str; 7] = [
    "{url}{body}",
    "{method}{url}{body}",
    "{method}{url}{body}{timestamp}",
    "{timestamp}{method}{url}{body}",
    "{method}{timestamp}{url}{body}",
    "{method}.{url}\n{body}",
    "{url}\n{timestamp}.{body}",
];

/// Every way to cut what a genuine request signs into a method, a URL, a time and a body is tried with its signature.
#[test]
fn no_other_cut_verifies() {
    let mut random = fastrand::Rng::with_seed(57);
    let mut genuine = 0;
    for round in 0..400 {
        let template = CONTENTS[round % CONTENTS.len()];
        let webhook = webhook(template);
        let whole = Cut {
            method: ["POST", "PUT", "H"][random.usize(..3)].to_owned(),
            url: format!("http://{}", text(&mut random, "h1:/?#PO{\"\n", 5)),
            time: "1716480293".to_owned(),
            body: text(&mut random, "{[\"1h:/P.\n", 6),
        };
        let signature = sign(&whole.content(template));
        let cuts = cuts(template, &whole);
        assert!(cuts.contains(&whole), "the cuts have the one that is signed: {whole:?}");
        let accepted: Vec<&Cut> = cuts.iter().filter(|cut| cut.verify(&webhook, &signature).is_ok()).collect();
        match whole.verify(&webhook, &signature) {
            Ok(()) => {
                genuine += 1;
                assert_eq!(accepted, [&whole], "{template}");
            }
            // What may be a piece of two parts is refused as a whole; then another cut may be the one that can be meant.
            Err(code) => {
                assert!(matches!(code, VerifyCode::UrlMissing | VerifyCode::BodyAmbiguous), "{code}: {whole:?}");
                assert!(accepted.len() <= 1, "{template}: {accepted:?}");
            }
        }
    }
    assert!(genuine > 100, "{genuine} of 400 are genuine");
}

#[derive(Clone, Debug, Eq, PartialEq)]
struct Cut {
    method: String,
    url: String,
    time: String,
    body: String,
}

impl Cut {
    fn content(&self, template: &str) -> String {
        let parts =
            [("{method}", &self.method), ("{url}", &self.url), ("{timestamp}", &self.time), ("{body}", &self.body)];
        pieces(template)
            .iter()
            .map(|piece| match parts.iter().find(|(name, _)| name == piece) {
                Some((_, value)) => value.as_str(),
                None => piece,
            })
            .collect()
    }

    fn verify(&self, webhook: &Webhook, signature: &str) -> Result<(), VerifyCode> {
        let headers = [("X-Signature", signature), ("X-Timestamp", &self.time)];
        let request = Request::new(self.body.as_bytes()).headers(&headers).method(&self.method).url(&self.url);
        webhook.verify(&request, 1_716_480_293).map(drop).map_err(|error| error.code())
    }
}

/// All assignments of the parts of a template that give the content of `whole`; what the template lacks stays.
fn cuts(template: &str, whole: &Cut) -> Vec<Cut> {
    let mut cuts = Vec::new();
    extend(&pieces(template), &whole.content(template), whole, &mut cuts);
    cuts
}

fn extend(pieces: &[&str], rest: &str, cut: &Cut, cuts: &mut Vec<Cut>) {
    let Some((piece, later)) = pieces.split_first() else {
        if rest.is_empty() {
            cuts.push(cut.clone());
        }
        return;
    };
    if !piece.starts_with('{') {
        if let Some(rest) = rest.strip_prefix(piece) {
            extend(later, rest, cut, cuts);
        }
        return;
    }
    for at in 0..=rest.len() {
        let (value, rest) = rest.split_at(at);
        let mut cut = cut.clone();
        *match *piece {
            "{method}" => &mut cut.method,
            "{url}" => &mut cut.url,
            "{timestamp}" => &mut cut.time,
            _ => &mut cut.body,
        } = value.into();
        extend(later, rest, &cut, cuts);
    }
}

/// The parts and literals of a template, in order.
fn pieces(template: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while !rest.is_empty() {
        let end =
            if rest.starts_with('{') { rest.find('}').unwrap() + 1 } else { rest.find('{').unwrap_or(rest.len()) };
        let (piece, later) = rest.split_at(end);
        pieces.push(piece);
        rest = later;
    }
    pieces
}

fn text(random: &mut fastrand::Rng, alphabet: &str, longest: usize) -> String {
    let characters: Vec<char> = alphabet.chars().collect();
    (0..random.usize(..=longest)).map(|_| characters[random.usize(..characters.len())]).collect()
}

/// By a scheme that signs the body alone, so that any bytes can be signed.
fn sign(content: &str) -> String {
    let signed = webhook("{body}").sign(content.as_bytes(), &hookseal::SignOptions::new(1_716_480_293)).unwrap();
    signed.headers().iter().find(|(name, _)| name == "x-signature").unwrap().1.clone()
}

fn webhook(template: &str) -> Webhook {
    let mut scheme = serde_json::json!({
        "name": "line",
        "signature": { "header": "X-Signature", "encoding": "hex" },
        "algorithms": ["sha256"],
        "content": template,
    });
    let timed = template.contains("{timestamp}");
    if timed {
        scheme["timestamp"] = serde_json::json!({ "header": "X-Timestamp" });
    }
    let webhook = Webhook::custom(Scheme::from_json(&scheme.to_string()).unwrap()).secret("custom-secret-1");
    webhook.allow_any_timestamp(timed).build().unwrap()
}
