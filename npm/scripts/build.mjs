// Builds dist/ from src/ and wasm/: ESM and CommonJS, their declarations, the wasm loaders; and the licences beside it.

import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

await readFile(at("wasm/core_bg.wasm")).catch(() => {
  throw new Error("npm/wasm is empty: run `cargo xtask build wasm`");
});
await rm(at("dist"), { recursive: true, force: true });
await mkdir(at("dist/wasm"), { recursive: true });
await Promise.all([javascript(), loaders(), declarations(), licences()]);

/** The entry once as ESM and once as CommonJS; `#wasm` is left for the runtime to resolve. */
async function javascript() {
  const shared = {
    entryPoints: [at("src/index.ts")],
    outdir: at("dist"),
    bundle: true,
    platform: "neutral",
    target: "es2022",
    external: ["#wasm"],
    // The generated glue finds TextDecoder and TextEncoder there, too.
    inject: [at("src/platform.ts")],
    legalComments: "none",
  };
  await build({ ...shared, format: "esm" });
  await build({ ...shared, format: "cjs", outExtension: { ".js": ".cjs" } });
}

/** The files behind `#wasm`. */
async function loaders() {
  for (const name of ["workerd.js", "edge-light.js"]) await copyFile(at(`src/wasm/${name}`), at(`dist/wasm/${name}`));
  await copyFile(at("wasm/core_bg.wasm"), at("dist/wasm/core_bg.wasm"));
  const shared = {
    entryPoints: [at("src/wasm/inline.ts")],
    bundle: true,
    platform: "neutral",
    target: "es2022",
    loader: { ".wasm": "binary" },
  };
  await build({ ...shared, format: "esm", outfile: at("dist/wasm/inline.js") });
  await build({ ...shared, format: "cjs", outfile: at("dist/wasm/inline.cjs") });
}

/** The declarations that the public ones need, and the same for CommonJS, where relative names end in `.cjs`. */
async function declarations() {
  await promisify(execFile)(at("node_modules/.bin/tsc"), ["-p", at("tsconfig.json")]).catch((error) => {
    throw new Error(error.stdout);
  });
  const needed = new Set();
  await follow("index.d.ts", needed);
  for (const name of await readdir(at("dist"))) {
    if (name.endsWith(".d.ts") && !needed.has(name)) await rm(at(`dist/${name}`));
  }
  await rm(at("dist/wasm/inline.d.ts"), { force: true });
}

/** npm packs what lies in this folder only. */
async function licences() {
  for (const name of ["LICENSE-APACHE", "LICENSE-MIT"]) await copyFile(at(`../${name}`), at(name));
}

async function follow(name, needed) {
  if (needed.has(name)) return;
  needed.add(name);
  const text = await readFile(at(`dist/${name}`), "utf8");
  const relative = /(["'])\.\/([\w-]+)\.js\1/g;
  await writeFile(at(`dist/${name.replace(/\.ts$/, ".cts")}`), text.replace(relative, '"./$2.cjs"'));
  for (const [, , target] of text.matchAll(relative)) await follow(`${target}.d.ts`, needed);
}
