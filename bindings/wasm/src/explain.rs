//! Why a request is refused. Strings cross here, as nobody waits for it: all headers, all fields, the report as JSON.

use alloc::string::String;
use alloc::vec::Vec;

use hookseal::explain::{ExplainOptions, Report};
use hookseal::{Request, foreign};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::failure::Failure;
use crate::named;
use crate::secrets::Secrets;

/// Secrets on their way in.
#[wasm_bindgen]
pub struct PackedSecrets(Secrets);

#[wasm_bindgen]
impl PackedSecrets {
    /// Takes them as `CoreWebhook` does.
    #[must_use]
    #[wasm_bindgen(constructor)]
    pub fn new(kinds: String, lengths: Vec<u32>, bytes: Vec<u8>) -> Self {
        Self(Secrets::new(kinds, lengths, bytes))
    }
}

/// Never the secrets.
impl core::fmt::Debug for PackedSecrets {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("PackedSecrets(..)")
    }
}

/// The arguments of a webhook that may be none, because its secret cannot be used.
#[wasm_bindgen]
#[derive(Debug)]
pub struct CoreExplainer {
    provider: String,
    options: String,
    has_secret: bool,
    has_secrets: bool,
    secrets: PackedSecrets,
    others: PackedSecrets,
    header_names: Vec<String>,
    field_names: Vec<String>,
}

#[wasm_bindgen]
impl CoreExplainer {
    /// Takes what `CoreWebhook` takes, and secrets that are only tried.
    ///
    /// # Errors
    ///
    /// The configuration cannot be used, its secrets aside.
    #[wasm_bindgen(constructor)]
    pub fn new(
        provider: String,
        options: String,
        has_secret: bool,
        has_secrets: bool,
        secrets: PackedSecrets,
        others: PackedSecrets,
    ) -> Result<Self, Failure> {
        let (header_names, field_names) = foreign::names(&provider, &options)?;
        Ok(Self { provider, options, has_secret, has_secrets, secrets, others, header_names, field_names })
    }

    /// The header names that the scheme has, in lower case.
    #[must_use]
    #[wasm_bindgen(js_name = headerNames)]
    pub fn header_names(&self) -> Vec<String> {
        self.header_names.clone()
    }

    /// The form fields that the scheme has; none if the body is no form.
    #[must_use]
    #[wasm_bindgen(js_name = fieldNames)]
    pub fn field_names(&self) -> Vec<String> {
        self.field_names.clone()
    }

    /// Explains a request whose body is there as bytes. `headers` has names and values in turn, `line` is as
    /// `CoreWebhook` takes it.
    ///
    /// # Errors
    ///
    /// As the constructor, or `now` is no time.
    #[wasm_bindgen(js_name = ofBytes)]
    pub fn of_bytes(
        &self,
        body: &[u8],
        headers: Vec<String>,
        now: f64,
        line: Option<String>,
        remote_address: Option<String>,
    ) -> Result<Explained, Failure> {
        self.explain(Request::new(body), &headers, now, line, remote_address)
    }

    /// Explains a request whose form a framework has parsed: names in turn with kind and value.
    ///
    /// # Errors
    ///
    /// As `ofBytes`.
    #[wasm_bindgen(js_name = ofFields)]
    pub fn of_fields(
        &self,
        fields: Vec<String>,
        headers: Vec<String>,
        now: f64,
        line: Option<String>,
        remote_address: Option<String>,
    ) -> Result<Explained, Failure> {
        self.explain(Request::form(&named::fields(&fields)), &headers, now, line, remote_address)
    }

    /// Explains a request whose body is not there as bytes, or as a text that is not well-formed.
    ///
    /// # Errors
    ///
    /// As `ofBytes`.
    #[wasm_bindgen(js_name = ofNoBody)]
    pub fn of_no_body(
        &self,
        text: bool,
        headers: Vec<String>,
        now: f64,
        line: Option<String>,
        remote_address: Option<String>,
    ) -> Result<Explained, Failure> {
        let request = if text { Request::body_not_text() } else { Request::body_not_raw() };
        self.explain(request, &headers, now, line, remote_address)
    }
}

impl CoreExplainer {
    fn explain(
        &self,
        request: Request<'_>,
        headers: &[String],
        now: f64,
        line: Option<String>,
        remote_address: Option<String>,
    ) -> Result<Explained, Failure> {
        let pairs = named::headers(headers);
        let (method, url) = foreign::line(line.as_deref());
        let request = foreign::with(request.headers(&pairs), method, url, remote_address.as_deref());
        let with = ExplainOptions::new(foreign::clock("now", Some(now))?).other_secrets(&self.others.0.inputs());
        let inputs = self.secrets.0.inputs();
        let (secret, secrets) = Secrets::split(&inputs, self.has_secret, self.has_secrets);
        Ok(Explained(foreign::explain(&self.provider, &self.options, secret, secrets, &request, &with)?))
    }
}

/// A report on its way out.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Explained(Report);

#[wasm_bindgen]
impl Explained {
    /// As JSON text.
    #[must_use]
    pub fn json(&self) -> String {
        self.0.to_json()
    }

    /// As text for people.
    #[must_use]
    pub fn text(&self, colours: bool) -> String {
        self.0.to_text(colours)
    }
}
