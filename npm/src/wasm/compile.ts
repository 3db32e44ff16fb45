// Compiles a module from bytes, for runtimes that cannot import a wasm file.
//
// Called when imported, because some runtimes allow it then and not later; a refusal is reported when a webhook is
// made, where the caller can see it.

import type { Compiled } from "../start.js";

export function compile(bytes: Uint8Array): Compiled {
  try {
    return { module: new WebAssembly.Module(bytes) };
  } catch (failure) {
    return { failure };
  }
}
