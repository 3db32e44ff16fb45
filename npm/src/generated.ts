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
] as const;

/** The version of the package and of the core that it was built with. */
export const version = "0.1.0";

const rows = {
  "assemblyai": {
    "defaultVariant": "header",
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
          "source": "https://www.assemblyai.com/docs/deployment/webhooks",
          "stops": "4xx",
          "timeout": 10
        }
      }
    ]
  },
  "connect": {
    "defaultVariant": "url-parameter",
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
          "checked": "2026-11-24",
          "delays": [
            10,
            100
          ],
          "source": "the Connect documentation, page \"Webhooks\"",
          "stops": null,
          "timeout": 3
        }
      }
    ]
  },
  "standard-webhooks": {
    "defaultVariant": "webhook",
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
          "checked": "2026-11-24",
          "delays": null,
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
          "checked": "2026-11-24",
          "delays": null,
          "source": "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
          "stops": null,
          "timeout": null
        }
      }
    ]
  },
  "transcodely": {
    "defaultVariant": "x-transcodely-signature",
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
          "checked": "2026-11-24",
          "delays": null,
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
          "checked": "2026-11-24",
          "delays": [
            60,
            300,
            1800,
            7200,
            43200
          ],
          "source": "https://www.transcodely.com/docs/webhooks",
          "stops": null,
          "timeout": 30
        }
      }
    ]
  },
  "transloadit": {
    "defaultVariant": "form",
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
          "checked": "2026-11-24",
          "delays": null,
          "source": "https://transloadit.com/docs/topics/webhooks/",
          "stops": null,
          "timeout": null
        }
      }
    ]
  }
} as const;

/** The provider table: variants, delivery policies, sender addresses. It cannot be changed. */
export const providers: typeof rows = frozen(rows);
