// Generated from the provider table by `cargo xtask codegen`. Do not edit.

import { frozen } from "./provider.js";

/** The names of the built-in providers. */
export type ProviderName =
  | "transloadit"
  | "transcodely"
  | "assemblyai"
  | "connect"
  | "standard-webhooks";

/** Every code of `WebhookVerificationError`. */
export const verifyErrorCodes = [
  "body_not_raw",
  "body_not_text",
  "body_ambiguous",
  "form_malformed",
  "field_missing",
  "duplicate_header",
  "duplicate_field",
  "header_too_long",
  "signature_missing",
  "signature_malformed",
  "signature_unsupported",
  "too_many_signatures",
  "algorithm_not_allowed",
  "signature_mismatch",
  "timestamp_missing",
  "timestamp_malformed",
  "timestamp_too_old",
  "timestamp_too_new",
  "id_missing",
  "id_malformed",
  "token_missing",
  "token_mismatch",
  "url_missing",
  "method_missing",
  "address_missing",
  "address_not_allowed",
  "internal_error",
] as const;

/** Every code of `WebhookConfigError`. */
export const configErrorCodes = [
  "unknown_provider",
  "invalid_scheme",
  "missing_secret",
  "invalid_secret",
  "unknown_option",
  "invalid_option",
  "wasm_blocked",
  "version_mismatch",
  "explain_not_loaded",
] as const;

/** What a receiver logs beside the codes of refused requests: each code with its message. */
export const receiverMessages = {
  "body_incomplete": "the body ended early, or is not as long as announced",
  "body_timeout": "the body did not arrive in time",
  "body_too_large": "the body is longer than the limit",
  "claim_lost": "the lease ended before the handler did: the delivery may be handled twice",
  "duplicate": "this delivery was handled before",
  "handler_failed": "the handler failed: the delivery should come again",
  "handler_timeout": "the handler did not end in time: the delivery should come again",
  "hook_failed": "a function that is told of refused requests or duplicates failed",
  "in_flight": "this delivery is being handled: it should come again",
  "name_shared": "another endpoint of this provider uses this store under the same name: give each a `name`",
  "payload_changed": "a delivery of the same key came with another payload before",
  "refused_allowed": "requests that were refused reach the handler, as it was configured",
  "store_unavailable": "the replay store failed, or did not answer in time: is it up, and was `migrate()` run?"
} as const;

/** Refusals whose cause is the receiver and not the request: somebody must act. */
export const receiverFaults: readonly string[] = [
  "body_not_raw",
  "url_missing",
  "method_missing",
  "address_missing",
  "internal_error",
];

/** The page that explains every code; `#` and the code lead to it. */
export const troubleshooting = "https://github.com/hookseal/hookseal/blob/main/docs/troubleshooting.md";

/** Most bytes of a body, for a scheme that is in no row. */
export const defaultLimit = 1048576;

/** Seconds to remember a handled delivery, where no policy is documented. */
export const defaultKeep = 259200;

/** The answer to a delivery that is being handled, where no policy is documented. */
export const defaultBusy = 503;

/** The version of the package and of the core that it was built with. */
export const version = "0.1.0";

const rows = {
  "assemblyai": {
    "defaultVariant": "header",
    "idHeaders": [],
    "limit": 1048576,
    "name": "assemblyai",
    "senders": {
      "eu": "54.220.25.36",
      "us": "44.238.19.20"
    },
    "source": "https://www.assemblyai.com/docs/deployment/webhooks",
    "title": "AssemblyAI",
    "variants": [
      {
        "name": "header",
        "policy": {
          "acknowledge": "2xx",
          "attempts": 10,
          "busy": 503,
          "checked": "2026-11-24",
          "delays": [
            10,
            10,
            10,
            10,
            10,
            10,
            10,
            10,
            10
          ],
          "horizon": 90,
          "keep": 86400,
          "source": "https://www.assemblyai.com/docs/deployment/webhooks",
          "stops": "4xx",
          "timeout": 10
        }
      }
    ]
  },
  "connect": {
    "defaultVariant": "url-parameter",
    "idHeaders": [],
    "limit": 1048576,
    "name": "connect",
    "senders": {},
    "source": "the Connect documentation, page \"Webhooks\"",
    "title": "Connect",
    "variants": [
      {
        "name": "url-parameter",
        "policy": {
          "acknowledge": [
            200
          ],
          "attempts": 3,
          "busy": 409,
          "checked": "2026-11-24",
          "delays": [
            10,
            100
          ],
          "horizon": 110,
          "keep": 86400,
          "source": "the Connect documentation, page \"Webhooks\"",
          "stops": null,
          "timeout": 3
        }
      }
    ]
  },
  "standard-webhooks": {
    "defaultVariant": "webhook",
    "idHeaders": [
      "webhook-id",
      "svix-id"
    ],
    "limit": 1048576,
    "name": "standard-webhooks",
    "senders": {},
    "source": "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
    "title": "Standard Webhooks",
    "variants": [
      {
        "name": "webhook",
        "policy": {
          "acknowledge": "2xx",
          "attempts": null,
          "busy": 409,
          "checked": "2026-11-25",
          "delays": null,
          "horizon": 272105,
          "keep": 272105,
          "source": "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
          "stops": null,
          "timeout": null
        }
      },
      {
        "name": "svix",
        "policy": {
          "acknowledge": "2xx",
          "attempts": null,
          "busy": 409,
          "checked": "2026-11-25",
          "delays": null,
          "horizon": 272105,
          "keep": 272105,
          "source": "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
          "stops": null,
          "timeout": null
        }
      }
    ]
  },
  "transcodely": {
    "defaultVariant": "x-transcodely-signature",
    "idHeaders": [
      "webhook-id",
      "x-transcodely-delivery-id"
    ],
    "limit": 1048576,
    "name": "transcodely",
    "senders": {},
    "source": "https://www.transcodely.com/docs/webhooks",
    "title": "Transcodely",
    "variants": [
      {
        "name": "transcodely-signature",
        "policy": {
          "acknowledge": "2xx",
          "attempts": 15,
          "busy": 409,
          "checked": "2026-11-24",
          "delays": null,
          "horizon": 259200,
          "keep": 259350,
          "source": "https://www.transcodely.com/docs/webhooks",
          "stops": null,
          "timeout": 10
        }
      },
      {
        "name": "x-transcodely-signature",
        "policy": {
          "acknowledge": "2xx",
          "attempts": 6,
          "busy": 409,
          "checked": "2026-11-24",
          "delays": [
            60,
            300,
            1800,
            7200,
            43200
          ],
          "horizon": 52560,
          "keep": 86400,
          "source": "https://www.transcodely.com/docs/webhooks",
          "stops": null,
          "timeout": 30
        }
      }
    ]
  },
  "transloadit": {
    "defaultVariant": "form",
    "idHeaders": [],
    "limit": 16777216,
    "name": "transloadit",
    "senders": {},
    "source": "https://transloadit.com/docs/topics/webhooks/",
    "title": "Transloadit",
    "variants": [
      {
        "name": "form",
        "policy": {
          "acknowledge": [
            200
          ],
          "attempts": 6,
          "busy": 409,
          "checked": "2026-11-24",
          "delays": null,
          "horizon": null,
          "keep": 259200,
          "source": "https://transloadit.com/docs/topics/webhooks/",
          "stops": null,
          "timeout": null
        }
      }
    ]
  }
} as const;

/** The provider table: variants, delivery policies, limits, sender addresses. It cannot be changed. */
export const providers: typeof rows = frozen(rows);
