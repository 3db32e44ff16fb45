// The package's public names, and nothing else.

export { Webhook } from "./webhook.js";
export { WebhookConfigError, WebhookPayloadError, WebhookVerificationError } from "./errors.js";
export { configErrorCodes, providers, receiverMessages, troubleshooting, verifyErrorCodes, version } from "./generated.js";
/** @internal What `hookseal/explain` hands over; no part of the package's promise. */
export { setExplainer } from "./explainer.js";
export { defaultBusy, defaultKeep, defaultLimit, receiverFaults } from "./generated.js";

export type { Body, FormBody, FormLike } from "./body.js";
export type { Delivery, SignedDelivery, TokenDelivery, UnauthenticatedDelivery } from "./delivery.js";
export type * from "./events.js";
export type { HeadersInput, HeadersLike } from "./headers.js";
export type {
  ExplainOptions, Secret, SignOptions, SignedRequest, UrlLike, VerifyOptions, WebhookOptions,
} from "./options.js";
export type { Policy, Provider, ProviderVariant } from "./provider.js";
export type { Algorithm, CustomScheme } from "./scheme.js";
export type { ConfigErrorCode, VerifyErrorCode } from "./errors.js";
export type { ProviderName } from "./generated.js";
