// Cloudflare Workers: the runtime compiles what is imported.

import module from "./explain_bg.wasm";

export const wasm = { module };
