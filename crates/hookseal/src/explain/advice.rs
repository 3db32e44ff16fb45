//! What to do about each code of a refused request and of a configuration that cannot be used.

use crate::error::{ConfigCode, VerifyCode};

pub(super) const fn verify(code: VerifyCode) -> &'static str {
    match code {
        VerifyCode::BodyNotRaw => {
            "Read the raw bytes before any parser: the message of an adapter names the framework's own call that has consumed them, and what to do instead."
        }
        VerifyCode::BodyNotText => "Hand over bytes, not a decoded text.",
        VerifyCode::FormMalformed => {
            "Compare with the provider's form. A proxy may have cut or re-encoded it; else it is not genuine."
        }
        VerifyCode::FieldMissing => "Is this endpoint registered with the right provider?",
        VerifyCode::DuplicateHeader => "A proxy may add headers twice. Else it is not genuine.",
        VerifyCode::DuplicateField => "Look for the parameter in the URL that you registered. Else it is not genuine.",
        VerifyCode::HeaderTooLong => "Nothing: no provider in the table sends this.",
        VerifyCode::SignatureMissing => {
            "Is a secret set at the provider? Does a proxy drop the header? Scanners cause this, too."
        }
        VerifyCode::SignatureMalformed => {
            "Is this endpoint registered with the right provider, and is the header unchanged?"
        }
        VerifyCode::SignatureUnsupported => "The provider may have changed its scheme: look for a newer release.",
        VerifyCode::TooManySignatures => "End old secrets at the provider.",
        VerifyCode::AlgorithmNotAllowed => {
            "If the option `algorithms` leaves it out and the provider uses it, add it there; else it is not genuine."
        }
        VerifyCode::SignatureMismatch => {
            "Most often the wrong secret (test or live, old or new), or a body that was changed on its way: `explain` finds out which."
        }
        VerifyCode::TimestampMissing => {
            "It stands in a header, or in the list of the signature: does a proxy drop or cut it?"
        }
        VerifyCode::TimestampMalformed => "For a custom scheme: is `timestamp.unit` right? Else it is not genuine.",
        VerifyCode::TimestampTooOld => {
            "Compare the server's clock. A delivery that waited in a queue, or one sent again by somebody."
        }
        VerifyCode::TimestampTooNew => "Compare the server's clock.",
        VerifyCode::IdMissing => "Does a proxy drop the header?",
        VerifyCode::IdMalformed => "Nothing: no provider in the table sends this.",
        VerifyCode::BodyAmbiguous => "Such a scheme is for JSON: no other body can be told from the end of the URL.",
        VerifyCode::TokenMissing => "Is the header or the URL parameter set at the provider? Scanners cause this, too.",
        VerifyCode::TokenMismatch => {
            "Compare the token at the provider with the secret here; `explain` says what stands around either."
        }
        VerifyCode::UrlMissing => {
            "Hand over `url` to `verify`, absolute where the scheme signs it; an adapter needs `publicUrl` for it."
        }
        VerifyCode::MethodMissing => "Hand over `method` to `verify` as the request line has it: this scheme signs it.",
        VerifyCode::AddressMissing => "Hand over `remoteAddress` to `verify`, or leave out `senders`.",
        VerifyCode::AddressNotAllowed => "Behind a proxy, list it in `trustedProxies`. Has the provider new addresses?",
        VerifyCode::InternalError => {
            "Please report it: this is a fault of hookseal, or of a header or form object that raised while it was read."
        }
    }
}

pub(super) const fn config(code: ConfigCode) -> &'static str {
    match code {
        ConfigCode::UnknownProvider => {
            "Take one of the names in the README's table, or an object for a scheme of your own."
        }
        ConfigCode::InvalidScheme => "The message names the member: see [custom schemes](custom-schemes.md).",
        ConfigCode::MissingSecret => "Set the environment variable that the secret is read from.",
        ConfigCode::InvalidSecret => {
            "The message says what is wrong with it. Copy the secret again, alone, without spaces or line ends; a placeholder or a key of another kind is none."
        }
        ConfigCode::UnknownOption => {
            "The message names it. Python takes snake_case keywords, JavaScript camelCase members."
        }
        ConfigCode::InvalidOption => "The message names it and says which values fit.",
        ConfigCode::WasmBlocked => {
            "In a browser allow `'wasm-unsafe-eval'`; in OpenNext list hookseal in `serverExternalPackages`; in Nitro on Cloudflare set `experimental.wasm`."
        }
        ConfigCode::VersionMismatch => "Install the package anew: parts of two releases lie over each other.",
        ConfigCode::ExplainNotLoaded => {
            "Write `import \"hookseal/explain\"` once, anywhere in the program, or `require` it beside `require(\"hookseal\")`."
        }
    }
}
