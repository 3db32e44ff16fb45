//! A borrowed view of one request: body, headers, method, URL, peer address. It copies nothing.

use core::fmt;

/// One request as it arrived, for [`Webhook::verify`](crate::Webhook::verify).
///
/// ```
/// use hookseal::Request;
///
/// let headers = [("X-Transcodely-Timestamp", "1716480293")];
/// let request = Request::new(b"{}").headers(&headers);
/// ```
#[derive(Clone, Copy)]
pub struct Request<'a> {
    pub(crate) body: Body<'a>,
    pub(crate) headers: &'a dyn Headers,
    pub(crate) method: Option<&'a str>,
    pub(crate) url: Option<&'a str>,
    pub(crate) remote_address: Option<&'a str>,
}

#[derive(Clone, Copy)]
pub(crate) enum Body<'a> {
    Form(&'a [(&'a str, FormValue<'a>)]),
    NotRaw,
    NotText,
    Raw(&'a [u8]),
}

/// One value of a form that was parsed before.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum FormValue<'a> {
    /// A file, or anything else that is no text.
    NotText,
    /// The decoded text.
    Text(&'a str),
}

impl<'a> Request<'a> {
    /// A request with these body bytes, exactly as received, and no headers yet.
    #[must_use]
    pub fn new(body: &'a [u8]) -> Self {
        Self::with(Body::Raw(body))
    }

    /// A request whose form a framework has parsed: name and value of each field, in order.
    ///
    /// Only schemes that sign a form field take one; the others refuse it as `body_not_raw`.
    #[must_use]
    pub fn form(fields: &'a [(&'a str, FormValue<'a>)]) -> Self {
        Self::with(Body::Form(fields))
    }

    /// A request whose body is not there as raw bytes: refused as `body_not_raw`.
    #[must_use]
    pub fn body_not_raw() -> Self {
        Self::with(Body::NotRaw)
    }

    /// A request whose body is a text with a lone surrogate: refused as `body_not_text`.
    #[must_use]
    pub fn body_not_text() -> Self {
        Self::with(Body::NotText)
    }

    /// Adds the headers: any collection of name and value pairs: an array or `Vec` of tuples, a map, `http::HeaderMap`.
    ///
    /// Names are matched without case, values are bytes, a repeated header is a repeated pair.
    #[must_use]
    pub fn headers(mut self, headers: &'a impl Headers) -> Self {
        self.headers = headers;
        self
    }

    /// Adds the method as the request line has it (RFC 9110 section 9.1), for schemes that sign it: in capital letters.
    #[must_use]
    pub fn method(mut self, method: &'a str) -> Self {
        self.method = Some(method);
        self
    }

    /// Adds the URL, for schemes that read a parameter of it or sign it.
    ///
    /// Of the first, its query alone is read: scheme, host, path and fragment are of no account, so a server may hand
    /// over the target of the request line as it is. Where it is signed it is absolute, exactly as it was registered
    /// with the sender: take scheme and host from your configuration, never from the request, whose `Host` is the
    /// sender's to choose.
    #[must_use]
    pub fn url(mut self, url: &'a str) -> Self {
        self.url = Some(url);
        self
    }

    /// Adds the peer's IP address as text, for webhooks that list their senders.
    ///
    /// With [`trusted_proxies`](crate::Builder::trusted_proxies) it may be a chain: the addresses of the forwarding
    /// header in their order, then the peer's, with commas between: `203.0.113.9, 10.0.0.2, 10.0.0.1`. It is read from
    /// the right as long as an address is that of a trusted proxy. The first that is none is the sender; if all are
    /// proxies, the leftmost. What stands further to the left is not read, for anybody may have written it.
    #[must_use]
    pub fn remote_address(mut self, address: &'a str) -> Self {
        self.remote_address = Some(address);
        self
    }

    fn with(body: Body<'a>) -> Self {
        Self { body, headers: &NoHeaders, method: None, url: None, remote_address: None }
    }
}

/// Shows no value: a header or URL may carry a token.
impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Request(..)")
    }
}

/// A collection of header pairs. Implemented for whatever can be iterated by reference as pairs.
pub trait Headers {
    /// Calls `visit` with the name and value of each pair, in order.
    fn visit<'a>(&'a self, visit: &mut dyn FnMut(&'a str, &'a [u8]));
}

impl<T> Headers for T
where
    for<'a> &'a T: IntoIterator,
    for<'a> <&'a T as IntoIterator>::Item: HeaderPair<'a>,
{
    fn visit<'a>(&'a self, visit: &mut dyn FnMut(&'a str, &'a [u8])) {
        for pair in self {
            visit(pair.name(), pair.value());
        }
    }
}

/// One name and value of a header.
pub trait HeaderPair<'a>: Copy {
    /// The name, in any case.
    fn name(self) -> &'a str;
    /// The value, one byte a character.
    fn value(self) -> &'a [u8];
}

impl<'a, N, V> HeaderPair<'a> for &'a (N, V)
where
    N: AsRef<str>,
    V: AsRef<[u8]>,
{
    fn name(self) -> &'a str {
        self.0.as_ref()
    }

    fn value(self) -> &'a [u8] {
        self.1.as_ref()
    }
}

impl<'a, N, V> HeaderPair<'a> for (&'a N, &'a V)
where
    N: AsRef<str> + ?Sized,
    V: AsRef<[u8]> + ?Sized,
{
    fn name(self) -> &'a str {
        self.0.as_ref()
    }

    fn value(self) -> &'a [u8] {
        self.1.as_ref()
    }
}

struct NoHeaders;

impl Headers for NoHeaders {
    fn visit<'a>(&'a self, _: &mut dyn FnMut(&'a str, &'a [u8])) {}
}
