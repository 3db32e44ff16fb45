// Cloudflare Workers: the runtime compiles what is imported.

import module from "./core_bg.wasm";

export const wasm = { module };
