// Turns the failures of the core into the package's errors.

import { WebhookConfigError, WebhookVerificationError, type ConfigErrorCode, type VerifyErrorCode } from "./errors.js";

/** The core's failures are strings: family, code, line break, message. Anything else is passed on. */
export function readFailure(failure: unknown): unknown {
  if (typeof failure !== "string") return failure;
  const end = failure.indexOf("\n");
  const code = failure.slice(1, end);
  const message = failure.slice(end + 1);
  return failure.startsWith("V")
    ? new WebhookVerificationError(code as VerifyErrorCode, code === "body_not_raw" ? message + RAW_BODY : message)
    : new WebhookConfigError(code as ConfigErrorCode, message);
}

/** What `verify` throws: whatever goes wrong, the request is refused and the next one is judged as usual. */
export function readRefusal(failure: unknown): unknown {
  const cause = readFailure(failure);
  if (cause instanceof WebhookVerificationError || cause instanceof WebhookConfigError) return cause;
  // The core's own words, which a core that has failed cannot be asked for.
  return new WebhookVerificationError("internal_error", "the verifier failed; the request was refused", { cause });
}

const RAW_BODY =
  " (Express: `app.use(path, express.raw({ type: () => true }))` before any other body parser; " +
  "Fastify: a content type parser with `parseAs: \"buffer\"`; " +
  "Next.js, Workers, Bun, Deno: `await request.arrayBuffer()`; Hono: `await c.req.arrayBuffer()`; " +
  "AWS Lambda: `Buffer.from(event.body ?? \"\", event.isBase64Encoded ? \"base64\" : \"utf8\")`)";
