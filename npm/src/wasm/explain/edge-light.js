// Edge runtimes whose bundlers want to be told that the file is wanted as a module.

import module from "./explain_bg.wasm?module";

export const wasm = { module };
