//! Forms that arrived packed as a whole, most of all in base64: what they hold is read anew.

use super::schemes::form_of;
use super::{Readings, Undoing};
use crate::explain::body;
use crate::explain::view::View;
use crate::request::{Body, Request};

impl Readings {
    /// The form as it was before it was packed.
    pub(super) fn add_packed_form(&mut self, view: &View, request: &Request<'_>) {
        let (Body::Raw(bytes), Some(_)) = (request.body, &view.variant.field) else { return };
        for packed in body::unpack(bytes) {
            let request = Request { body: Body::Raw(&packed.bytes), ..*request };
            let Some((field, body)) = form_of(&view.variant, &request) else { continue };
            let undoing = Undoing { code: packed.code, detail: packed.detail.into_owned(), part: None };
            self.add(Some(undoing), &View { field, body: Some(body), ..view.clone() });
        }
    }
}
