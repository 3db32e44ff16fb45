// Starts the core and turns its failures into the package's errors.

import { wasm } from "#wasm";
import { CoreWebhook, algorithms, initSync, longestForm, version as coreVersion } from "../wasm/core.js";
import { WebhookConfigError, WebhookVerificationError, type ConfigErrorCode, type VerifyErrorCode } from "./errors.js";
import { version } from "./generated.js";
import type { Algorithm } from "./scheme.js";

export { longestForm, type CoreWebhook };

/** The algorithms by the index that the core gives; filled when the core starts. */
export const algorithmNames: Algorithm[] = [];

let memory: { readonly buffer: ArrayBuffer };
let numbers = new Float64Array();

/** The core's memory as numbers. */
export function coreNumbers(): Float64Array {
  // A view is empty once the memory has grown.
  if (numbers.length === 0) numbers = new Float64Array(memory.buffer);
  return numbers;
}

/** The core's class, started if it was not. */
export function startCore(): typeof CoreWebhook {
  if (algorithmNames.length > 0) return CoreWebhook;
  try {
    if ("failure" in wasm) throw wasm.failure;
    ({ memory } = initSync({ module: ofThisRealm(wasm.module) as never }));
  } catch (cause) {
    throw new WebhookConfigError("wasm_blocked", WASM_BLOCKED, { cause });
  }
  const core = coreVersion();
  if (core !== version) {
    const message = `hookseal ${version} was installed over parts of ${core}: install it anew`;
    throw new WebhookConfigError("version_mismatch", message);
  }
  algorithmNames.push(...(algorithms() as Algorithm[]));
  return CoreWebhook;
}

/** The edge runtime of Next.js hands over a module of another realm, which the generated glue would compile again. */
function ofThisRealm(module: object): object {
  if (!(module instanceof WebAssembly.Module)) Object.setPrototypeOf(module, WebAssembly.Module.prototype);
  return module;
}

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

const WASM_BLOCKED =
  "this runtime refused to compile WebAssembly: " +
  "with OpenNext on Cloudflare add `serverExternalPackages: [\"hookseal\"]` to next.config, " +
  "with Nuxt or Nitro on Cloudflare set `experimental: { wasm: true }` in the Nitro options, " +
  "in a browser allow 'wasm-unsafe-eval' in the script-src of the Content-Security-Policy";

const RAW_BODY =
  " (Express: `app.use(path, express.raw({ type: () => true }))` before any other body parser; " +
  "Fastify: a content type parser with `parseAs: \"buffer\"`; " +
  "Next.js, Workers, Bun, Deno: `await request.arrayBuffer()`; Hono: `await c.req.arrayBuffer()`; " +
  "AWS Lambda: `Buffer.from(event.body ?? \"\", event.isBase64Encoded ? \"base64\" : \"utf8\")`)";
