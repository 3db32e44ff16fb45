// What the language's own type library lacks: the wasm module, from one source or another, and newer methods.

interface String {
  /** Of ES2024. */
  isWellFormed?(): boolean;
}

declare module "#wasm" {
  export const wasm: import("./start.js").Compiled;
}

declare module "#explain-wasm" {
  export const wasm: import("./start.js").Compiled;
}

declare module "*.wasm" {
  /** The bytes of the file, put in by the build. */
  const bytes: Uint8Array;
  export default bytes;
}

declare namespace WebAssembly {
  const Module: { new (bytes: Uint8Array): object; readonly prototype: object };
}
