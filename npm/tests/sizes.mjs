// What the core costs without its module, and what each other entry adds to it, minified and compressed: an adapter at
// most 2 KB. Prints each figure.
//
// Counted is what is loaded with the adapter. What it loads when a request is first refused, or a store is configured,
// is shown beside it.

import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const core = await size("index");
const explain = (await size("index", "explain")) - core;
console.log(`core: ${core} bytes`);
console.log(`explain: ${explain} bytes`);
const results = [core <= CORE_LIMIT(), explain > 0 && explain <= EXPLAIN_LIMIT()];
for (const adapter of ["express", "fastify", "hono", "lambda", "nest", "web"]) {
  const cost = (await size("index", adapter)) - core;
  const whole = (await size("index", adapter, "receive/otherwise", "replay/guard")) - core;
  console.log(`${adapter}: ${cost} bytes, ${whole} with all that it may load`);
  results.push(cost > 0 && cost <= LIMIT() && whole > cost);
}
// A comparison that would let anything pass proves nothing.
results.push((await size("index", "express", "replay/contract", "replay/postgres")) - core > LIMIT());
const failed = results.filter((passed) => !passed).length;
console.log(`${results.length - failed} passed, ${failed} failed`);

/** The bytes of these modules in one file. */
async function size(...names) {
  const contents = names.map((name, index) => `export * as _${index} from "./${name}.js";`).join("\n");
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: dist },
    alias: { hookseal: `${dist}index.js` },
    external: ["#wasm", "#explain-wasm", "@nestjs/common", "rxjs"],
    plugins: [{ name: "later", setup: loadedLater }],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    write: false,
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}

function loadedLater({ onResolve }) {
  onResolve({ filter: /./ }, ({ kind, path }) => (kind === "dynamic-import" ? { path, external: true } : undefined));
}

function CORE_LIMIT() {
  return 8192;
}

function EXPLAIN_LIMIT() {
  return 6144;
}

function LIMIT() {
  return 2048;
}
