// What only verifies carries nothing of what explains, as a bundler for Workers sees it; and what explains does.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const PROGRAMS = [
  { explains: false, code: 'import { Webhook } from "hookseal"; export default new Webhook("transcodely", "x");' },
  { explains: false, code: 'import { webhook } from "hookseal/web"; export default webhook;' },
  { explains: false, code: 'export { webhook } from "hookseal/web"; export { D1Store } from "hookseal/replay/d1";' },
  { explains: true, code: 'import { Webhook } from "hookseal"; import "hookseal/explain"; export default Webhook;' },
  { explains: true, code: 'export { explain } from "hookseal/explain";' },
];
const [scratch] = process.argv.slice(2);
let failed = 0;
for (const conditions of [["workerd"], ["import"]]) {
  for (const { code, explains } of PROGRAMS) {
    const { outputFiles } = await build({
      stdin: { contents: code, resolveDir: scratch },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "neutral",
      conditions,
      loader: { ".wasm": "binary" },
      outdir: join(scratch, "bundle"),
      write: false,
    });
    const text = outputFiles.map(({ text }) => text).join();
    // As the loader above writes it.
    const module = readFileSync(join(scratch, "node_modules/hookseal/dist/wasm/explain/explain_bg.wasm"));
    const bytes = module.toString("base64").slice(0, 4096);
    const parts = { module: text.includes(bytes), glue: text.includes("coreexplainer_") };
    if (parts.module === explains && parts.glue === explains) continue;
    failed += 1;
    console.log(`${conditions}: ${code} ${JSON.stringify(parts)}`);
  }
}
console.log(`${2 * PROGRAMS.length - failed} passed, ${failed} failed`);
