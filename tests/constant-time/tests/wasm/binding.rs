//! The shipped module as its JavaScript glue calls it, with bytes and numbers only. All its export names stand here.

use std::fs;
use std::path::Path;

use hookseal::Webhook;
use wasmi::Val;

use crate::instance::{Counted, Running, Trace};

/// The module that the npm package embeds.
pub struct Shipped {
    module: Counted,
    bytes: Vec<u8>,
}

/// How a webhook is made, on both sides: here by the shipped module, natively to make genuine requests.
pub struct Endpoint<'a> {
    /// A provider's name or a scheme, as JSON.
    pub provider: &'a str,
    pub options: &'a str,
    /// Names of the headers that the scheme looks for.
    pub headers: Vec<String>,
    /// As text, or else as bytes.
    pub text: bool,
    pub secrets: Vec<Vec<u8>>,
}

/// A request as the glue hands it over.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    pub headers: &'a [(&'a str, &'a str)],
    pub body: &'a [u8],
    pub now: u64,
    pub url: Option<&'a str>,
}

/// The verdict, with the code of a refusal, and what it took.
#[derive(Debug)]
pub struct Judged {
    pub verdict: Result<(), String>,
    pub trace: Trace,
}

impl Shipped {
    /// # Errors
    /// The module was not built.
    pub fn load() -> Result<Self, String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../npm/wasm/core_bg.wasm");
        let bytes = fs::read(&path)
            .map_err(|error| format!("npm/wasm/core_bg.wasm: {error}; `cargo xtask build wasm` makes it"))?;
        Ok(Self { module: Counted::new(&bytes), bytes })
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// A fresh instance with one webhook.
    pub fn webhook(&self, endpoint: &Endpoint<'_>) -> Loaded {
        let mut running = self.module.instance();
        running.call(START, &[]);
        let lengths: Vec<u8> = endpoint
            .secrets
            .iter()
            .flat_map(|secret| u32::try_from(secret.len()).expect("a short secret").to_le_bytes())
            .collect();
        let kinds = if endpoint.text { "t" } else { "b" }.repeat(endpoint.secrets.len());
        let mut given = Vec::new();
        given.extend(pass(&mut running, endpoint.provider.as_bytes(), 1));
        given.extend(pass(&mut running, endpoint.options.as_bytes(), 1));
        given.extend([Val::I32(0), Val::I32(1)]);
        given.extend(pass(&mut running, kinds.as_bytes(), 1));
        given.extend(pass(&mut running, &lengths, 4));
        given.extend(pass(&mut running, &endpoint.secrets.concat(), 1));
        let results = running.call(NEW, &given);
        let [Val::I32(webhook), Val::I32(error), Val::I32(failed)] = results[..] else {
            panic!("`{NEW}` returned {results:?}");
        };
        if failed != 0 {
            panic!("no webhook: {}", running.text(REFERENCES, index(error)));
        }
        Loaded { running, webhook, headers: endpoint.headers.clone() }
    }
}

/// An instance that holds one webhook.
pub struct Loaded {
    running: Running,
    webhook: i32,
    headers: Vec<String>,
}

impl Loaded {
    /// Judges a request whose body is signed as it is.
    pub fn verify(&mut self, request: &Given<'_>) -> Judged {
        self.judge(VERIFY, request)
    }

    /// Judges a form that was not parsed yet.
    pub fn verify_form(&mut self, request: &Given<'_>) -> Judged {
        self.judge(VERIFY_FORM, request)
    }

    /// Frees the webhook and gives the memory of the instance as it is then.
    pub fn free(mut self) -> Vec<u8> {
        self.running.call(FREE, &[Val::I32(self.webhook), Val::I32(0)]);
        self.running.memory().to_vec()
    }

    fn judge(&mut self, name: &str, request: &Given<'_>) -> Judged {
        let packed = self.packed(request.headers);
        let mut given = vec![Val::I32(self.webhook)];
        given.extend(pass(&mut self.running, packed.as_bytes(), 1));
        given.extend(pass(&mut self.running, request.body, 1));
        given.push(Val::F64((request.now as f64).into()));
        given.extend(match request.url {
            // As the request line has it: the method, none here, a space, the URL.
            Some(url) => pass(&mut self.running, [" ", url].concat().as_bytes(), 1),
            None => NOTHING,
        });
        given.extend(NOTHING);
        let (results, trace) = self.running.measure(name, &given);
        let [.., Val::I32(error), Val::I32(failed)] = results[..] else {
            panic!("`{name}` returned {results:?}");
        };
        self.judged(error, failed, trace)
    }

    /// A line for each header: a character that stands for the name, then the value.
    fn packed(&self, headers: &[(&str, &str)]) -> String {
        let line = |(name, value): &(&str, &str)| {
            let index = self.headers.iter().position(|other| other.eq_ignore_ascii_case(name));
            let index = index.unwrap_or_else(|| panic!("the scheme does not look for `{name}`"));
            format!("\n{}{value}", char::from(b'A' + u8::try_from(index).expect("few names")))
        };
        headers.iter().map(line).collect()
    }

    fn judged(&self, error: i32, failed: i32, trace: Trace) -> Judged {
        if failed == 0 {
            return Judged { verdict: Ok(()), trace };
        }
        let failure = self.running.text(REFERENCES, index(error));
        let code = failure.strip_prefix('V').and_then(|rest| rest.split('\n').next());
        Judged { verdict: Err(code.unwrap_or_else(|| panic!("not a refusal: {failure}")).to_owned()), trace }
    }
}

impl<'a> Endpoint<'a> {
    /// The scheme of `native` with these secrets.
    pub fn new(provider: &'a str, options: &'a str, native: &Webhook, text: bool, secrets: &[&[u8]]) -> Self {
        let secrets = secrets.iter().map(|secret| secret.to_vec()).collect();
        Self { provider, options, headers: native.header_names(), text, secrets }
    }
}

/// Copies bytes into a new block of the instance: its address and how many items they are.
fn pass(running: &mut Running, bytes: &[u8], size: usize) -> [Val; 2] {
    let number = |value: usize| Val::I32(i32::try_from(value).expect("a short input"));
    let [Val::I32(at)] = running.call(ALLOCATE, &[number(bytes.len()), number(size)])[..] else {
        panic!("`{ALLOCATE}` returned no address");
    };
    running.write(usize::try_from(at).expect("a low address"), bytes);
    [Val::I32(at), number(bytes.len() / size)]
}

fn index(reference: i32) -> u64 {
    u64::from(reference.cast_unsigned())
}

/// An absent text.
const NOTHING: [Val; 2] = [Val::I32(0), Val::I32(0)];

const START: &str = "__wbindgen_start";
const ALLOCATE: &str = "__wbindgen_malloc";
const REFERENCES: &str = "__wbindgen_externrefs";
const NEW: &str = "corewebhook_new";
const FREE: &str = "__wbg_corewebhook_free";
const VERIFY: &str = "corewebhook_verify";
const VERIFY_FORM: &str = "corewebhook_verifyForm";
