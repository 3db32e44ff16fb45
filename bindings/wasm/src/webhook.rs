//! One configured endpoint, kept in the linear memory.

use alloc::string::String;
use alloc::vec::Vec;

use hookseal::{Request, VerifyCode, VerifyError, foreign};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::facts::Facts;
use crate::failure::Failure;
use crate::form;
use crate::headers::pairs;
use crate::secrets::Secrets;
use crate::signed::Signed;
use crate::streamed::Streamed;

/// A webhook, and the names that JavaScript looks for in a request; the package wraps it in its own `Webhook`.
#[wasm_bindgen]
#[derive(Debug)]
pub struct CoreWebhook {
    webhook: hookseal::Webhook,
    header_names: Vec<String>,
    field_names: Vec<String>,
    facts: Facts,
}

#[wasm_bindgen]
impl CoreWebhook {
    /// Makes a webhook from JSON texts; of the secrets, the first belongs to the option `secret` if `has_secret`, the
    /// others to the option `secrets` if `has_secrets`.
    ///
    /// # Errors
    ///
    /// The configuration cannot be used.
    #[wasm_bindgen(constructor)]
    pub fn new(
        provider: &str,
        options: &str,
        has_secret: bool,
        has_secrets: bool,
        kinds: String,
        lengths: Vec<u32>,
        bytes: Vec<u8>,
    ) -> Result<Self, Failure> {
        let secrets = Secrets::new(kinds, lengths, bytes);
        let inputs = secrets.inputs();
        let (secret, secrets) = Secrets::split(&inputs, has_secret, has_secrets);
        let webhook = foreign::webhook(provider, options, secret, secrets)?;
        let (header_names, field_names) = (webhook.header_names(), webhook.field_names());
        Ok(Self { webhook, header_names, field_names, facts: Facts::new() })
    }

    /// The provider's name.
    #[must_use]
    pub fn provider(&self) -> String {
        self.webhook.provider().into()
    }

    /// The names of the variants, by index.
    #[must_use]
    #[wasm_bindgen(js_name = variantNames)]
    pub fn variant_names(&self) -> Vec<String> {
        self.webhook.variant_names().into_iter().map(Into::into).collect()
    }

    /// The header names to look for, in lower case, by index.
    #[must_use]
    #[wasm_bindgen(js_name = headerNames)]
    pub fn header_names(&self) -> Vec<String> {
        self.header_names.clone()
    }

    /// The form fields to look for, by index.
    #[must_use]
    #[wasm_bindgen(js_name = fieldNames)]
    pub fn field_names(&self) -> Vec<String> {
        self.field_names.clone()
    }

    /// Whether the body is a form.
    #[must_use]
    #[wasm_bindgen(js_name = takesForm)]
    pub fn takes_form(&self) -> bool {
        self.webhook.takes_form()
    }

    /// The address of the facts about the delivery that was verified last.
    #[must_use]
    pub fn facts(&self) -> *const f64 {
        self.facts.address()
    }

    /// Verifies a body that is signed as it is. `line` is the method and URL as `foreign::line` reads them, one text,
    /// for each that crosses has its price.
    ///
    /// # Errors
    ///
    /// The request is refused, or `now` is no time.
    pub fn verify(
        &self,
        headers: &str,
        body: &[u8],
        now: f64,
        line: Option<String>,
        remote_address: Option<String>,
    ) -> Result<(), Failure> {
        self.judge(Request::new(body), headers, now, line, remote_address).map(drop)
    }

    /// Verifies a form that was not parsed yet; the bytes of the signed field.
    ///
    /// # Errors
    ///
    /// The request is refused, or `now` is no time.
    #[wasm_bindgen(js_name = verifyForm)]
    pub fn verify_form(
        &self,
        headers: &str,
        body: &[u8],
        now: f64,
        line: Option<String>,
        remote_address: Option<String>,
    ) -> Result<Vec<u8>, Failure> {
        self.judge(Request::new(body), headers, now, line, remote_address)
    }

    /// Verifies a form that a framework has parsed; the bytes of the signed field.
    ///
    /// # Errors
    ///
    /// The request is refused, or `now` is no time.
    #[wasm_bindgen(js_name = verifyFields)]
    pub fn verify_fields(
        &self,
        headers: &str,
        fields: Vec<String>,
        now: f64,
        line: Option<String>,
        remote_address: Option<String>,
    ) -> Result<Vec<u8>, Failure> {
        let fields = form::fields(&fields, &self.field_names);
        self.judge(Request::form(&fields), headers, now, line, remote_address)
    }

    /// Refuses a request whose body is not there as bytes, or as a text that is not well-formed.
    ///
    /// # Errors
    ///
    /// Always.
    #[wasm_bindgen(js_name = refuseBody)]
    pub fn refuse_body(&self, text: bool, now: f64) -> Result<(), Failure> {
        let request = if text { Request::body_not_text() } else { Request::body_not_raw() };
        self.judge(request, "", now, None, None).map(drop)
    }

    /// Starts a verification of a body that comes in pieces; not for forms.
    ///
    /// # Errors
    ///
    /// The request is refused by what its headers show, or `now` is no time.
    pub fn start(&self, headers: &str, now: f64, line: Option<String>) -> Result<Streamed, Failure> {
        clock(now)?;
        let headers = foreign::latin1(headers);
        let pairs = pairs(&headers, &self.header_names);
        let (method, url) = foreign::line(line.as_deref());
        let request = foreign::with(Request::new(&[]).headers(&pairs), method, url, None);
        Ok(Streamed::new(self.webhook.start(&request)?))
    }

    /// Ends it.
    ///
    /// # Errors
    ///
    /// The request is refused.
    pub fn end(&self, streamed: &Streamed, now: f64, remote_address: Option<String>) -> Result<(), Failure> {
        let now = clock(now)?;
        let verification =
            streamed.take().ok_or_else(|| Failure::from(VerifyError::from(VerifyCode::InternalError)))?;
        self.facts.set(&self.webhook.end(verification, now, remote_address.as_deref())?);
        Ok(())
    }

    /// The dedupe key of a delivery by its facts.
    #[must_use]
    #[wasm_bindgen(js_name = dedupeKey)]
    pub fn dedupe_key(&self, variant: usize, signed_id: Option<String>, body: &[u8]) -> String {
        self.webhook.dedupe_key(variant, signed_id.as_deref(), body)
    }

    /// Signs a body with options as a JSON object.
    ///
    /// # Errors
    ///
    /// The options cannot be used.
    pub fn sign(&self, body: &[u8], options: &str, now: f64) -> Result<Signed, Failure> {
        let now = clock(now)?;
        Ok(Signed(foreign::sign(&self.webhook, body, options, now)?))
    }
}

impl CoreWebhook {
    /// Keeps the facts; the bytes of the signed field, if the body is a form.
    fn judge(
        &self,
        request: Request<'_>,
        headers: &str,
        now: f64,
        line: Option<String>,
        remote_address: Option<String>,
    ) -> Result<Vec<u8>, Failure> {
        let now = clock(now)?;
        let headers = foreign::latin1(headers);
        let pairs = pairs(&headers, &self.header_names);
        let (method, url) = foreign::line(line.as_deref());
        let request = foreign::with(request.headers(&pairs), method, url, remote_address.as_deref());
        let delivery = self.webhook.verify(&request, now)?;
        self.facts.set(&delivery);
        Ok(if self.webhook.takes_form() { delivery.into_body().into_owned() } else { Vec::new() })
    }
}

fn clock(now: f64) -> Result<u64, Failure> {
    Ok(foreign::clock("now", Some(now))?)
}
