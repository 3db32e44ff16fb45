//! What the receivers of the npm and PyPI packages log beside the codes of a refused request.

use core::fmt;

use crate::error::{VerifyCode, codes};

codes! {
    /// What became of a request, as a receiver logs it. The core gives none of these.
    ReceiverCode {
        BodyTooLarge = "body_too_large", "the body is longer than the limit";
        BodyIncomplete = "body_incomplete", "the body ended early, or is not as long as announced";
        BodyTimeout = "body_timeout", "the body did not arrive in time";
        Duplicate = "duplicate", "this delivery was handled before";
        InFlight = "in_flight", "this delivery is being handled: it should come again";
        StoreUnavailable = "store_unavailable", "the replay store failed, or did not answer in time: is it up, and was `migrate()` run?";
        PayloadChanged = "payload_changed", "a delivery of the same key came with another payload before";
        NameShared = "name_shared", "another endpoint of this provider uses this store under the same name: give each a `name`";
        ClaimLost = "claim_lost", "the lease ended before the handler did: the delivery may be handled twice";
        HandlerFailed = "handler_failed", "the handler failed: the delivery should come again";
        HandlerTimeout = "handler_timeout", "the handler did not end in time: the delivery should come again";
        HookFailed = "hook_failed", "a function that is told of refused requests or duplicates failed";
        RefusedAllowed = "refused_allowed", "requests that were refused reach the handler, as it was configured";
    }
}

/// The refusals whose cause is the receiver and not the request: genuine deliveries are refused, too, until it is mended.
pub const RECEIVER_FAULTS: &[VerifyCode] = &[
    VerifyCode::BodyNotRaw,
    VerifyCode::UrlMissing,
    VerifyCode::MethodMissing,
    VerifyCode::AddressMissing,
    VerifyCode::InternalError,
];
