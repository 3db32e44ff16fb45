// Starts a compiled module, in a runtime that may have refused to compile it.

import { WebhookConfigError } from "./errors.js";
import { version } from "./generated.js";

/** The compiled module, or why the runtime refused to compile it. */
export type Compiled = { readonly module: object } | { readonly failure: unknown };

/**
 * Starts it by its generated glue.
 *
 * @throws WebhookConfigError `wasm_blocked` or `version_mismatch`
 */
export function start<Exports>(
  wasm: Compiled,
  initSync: (options: { module: never }) => Exports,
  versionOf: () => string,
): Exports {
  let exports: Exports;
  try {
    if ("failure" in wasm) throw wasm.failure;
    exports = initSync({ module: ofThisRealm(wasm.module) as never });
  } catch (cause) {
    throw new WebhookConfigError("wasm_blocked", WASM_BLOCKED, { cause });
  }
  const core = versionOf();
  if (core !== version) {
    const message = `hookseal ${version} was installed over parts of ${core}: install it anew`;
    throw new WebhookConfigError("version_mismatch", message);
  }
  return exports;
}

/** The edge runtime of Next.js hands over a module of another realm, which the generated glue would compile again. */
function ofThisRealm(module: object): object {
  if (!(module instanceof WebAssembly.Module)) Object.setPrototypeOf(module, WebAssembly.Module.prototype);
  return module;
}

const WASM_BLOCKED =
  "this runtime refused to compile WebAssembly: " +
  "with OpenNext on Cloudflare add `serverExternalPackages: [\"hookseal\"]` to next.config, " +
  "with Nuxt or Nitro on Cloudflare set `experimental: { wasm: true }` in the Nitro options, " +
  "in a browser allow 'wasm-unsafe-eval' in the script-src of the Content-Security-Policy";
