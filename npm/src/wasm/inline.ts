// Compiles the core from bytes inside this file: for runtimes that cannot import a wasm file.
//
// Compiled when imported, because some runtimes allow it then and not later; a refusal is reported when a webhook is
// made, where the caller can see it.

import bytes from "../../wasm/core_bg.wasm";

export const wasm: { module: object } | { failure: unknown } = compile();

function compile(): { module: object } | { failure: unknown } {
  try {
    return { module: new WebAssembly.Module(bytes) };
  } catch (failure) {
    return { failure };
  }
}
