// The shipped wasm module asks its host for nothing but strings and exceptions: no clock, no random source (threat 67).

import { readFileSync } from "node:fs";

const ALLOWED = new Set(["__wbg___wbindgen_string_get", "__wbg___wbindgen_throw", "__wbindgen_generic", "__wbindgen_init_externref_table"]);

const module = new WebAssembly.Module(readFileSync(new URL("../../npm/wasm/core_bg.wasm", import.meta.url)));
const imports = WebAssembly.Module.imports(module);
const refused = imports.filter((each) => !isAllowed(each));
for (const { module, name } of refused) console.log(`the module imports ${name} from ${module}`);

// The control imports a function `now` and must be found: (module (import "env" "now" (func (result f64)))).
const control = new WebAssembly.Module(
  Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 5, 1, 0x60, 0, 1, 0x7c],
    ...[2, 11, 1, 3, 0x65, 0x6e, 0x76, 3, 0x6e, 0x6f, 0x77, 0, 0],
  ),
);
const missed = WebAssembly.Module.imports(control).filter(isAllowed).length;
const passed = imports.length - refused.length;
const failed = refused.length + missed;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;

function isAllowed({ module, name, kind }) {
  // wasm-bindgen ends the names of its functions in a hash or a number.
  return module === "./core_bg.js" && kind === "function" && ALLOWED.has(name.replace(/_[0-9a-f]{16}$/, ""));
}
