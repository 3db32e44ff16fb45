// What the language's own type library lacks: the wasm module, from one source or another, and newer methods.

interface String {
  /** Of ES2024. */
  isWellFormed?(): boolean;
}

declare module "#wasm" {
  /** The compiled module, or why the runtime refused to compile it. */
  export const wasm: { readonly module: object } | { readonly failure: unknown };
}

declare module "*.wasm" {
  /** The bytes of the file, put in by the build. */
  const bytes: Uint8Array;
  export default bytes;
}

declare namespace WebAssembly {
  const Module: { new (bytes: Uint8Array): object; readonly prototype: object };
}
