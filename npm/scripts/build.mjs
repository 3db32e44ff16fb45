// Builds dist/ from src/ and wasm/: ESM and CommonJS, their declarations, the wasm loaders, the command line; and the
// licences beside it.

import { chmod, copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const EXPLAIN = at("src/explain.ts");

for (const name of ["core", "explain"]) {
  await readFile(at(`wasm/${name}_bg.wasm`)).catch(() => {
    throw new Error(`npm/wasm has no ${name}_bg.wasm: run \`cargo xtask build wasm\``);
  });
}
await rm(at("dist"), { recursive: true, force: true });
await mkdir(at("dist/wasm/explain"), { recursive: true });
await Promise.all([javascript(), loaders(), declarations(), commandLine(), licences()]);

/**
 * The core as one file, and each module of the other entries as a file of its own that imports the core from the
 * package itself: so there is one core in a program, and one copy of each module. Once as ESM and once as CommonJS;
 * `#wasm` is left for the runtime to resolve. What explains is one file again, with copies of what it shares with the
 * core, but for what has a state or an identity.
 */
async function javascript() {
  const core = {
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
  const { metafile } = await build({ ...core, format: "esm", metafile: true });
  await build({ ...core, format: "cjs", outExtension: { ".js": ".cjs" } });
  const single = new Set(["errors", "explainer", "generated"].map((name) => at(`src/${name}.ts`)));
  const explain = { ...core, entryPoints: [EXPLAIN], external: ["#explain-wasm"], plugins: [apart(single)] };
  await build({ ...explain, format: "esm" });
  await build({ ...explain, format: "cjs", outExtension: { ".js": ".cjs" } });
  const inCore = new Set(Object.keys(metafile.inputs).map((path) => resolve(path)));
  const entries = (await entryPoints()).filter((path) => path !== EXPLAIN && !inCore.has(path));
  const found = await build({
    entryPoints: entries,
    outdir: at("dist"),
    bundle: true,
    platform: "neutral",
    packages: "external",
    write: false,
    metafile: true,
    plugins: [apart(inCore)],
  });
  const modules = {
    entryPoints: Object.keys(found.metafile.inputs).map((path) => resolve(path)),
    outdir: at("dist"),
    outbase: at("src"),
    bundle: true,
    platform: "neutral",
    target: "es2022",
    packages: "external",
    legalComments: "none",
  };
  await build({ ...modules, format: "esm", plugins: [apart(inCore, ".js")] });
  await build({
    ...modules,
    format: "cjs",
    plugins: [apart(inCore, ".cjs")],
    outExtension: { ".js": ".cjs" },
    // By `require`, too: not every loader of CommonJS has the other.
    supported: { "dynamic-import": false },
  });
}

/** Imports of the core become imports of the package; with an ending, those of other modules stay what they are. */
function apart(core, ending) {
  return {
    name: "apart",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
        if (kind === "entry-point") return undefined;
        if (core.has(join(resolveDir, path.replace(/\.js$/, ".ts")))) return { path: "hookseal", external: true };
        return ending && { path: path.replace(/\.js$/, ending), external: true };
      });
    },
  };
}

/** The sources of what package.json exports. */
async function entryPoints() {
  const { exports } = JSON.parse(await readFile(at("package.json"), "utf8"));
  const targets = Object.values(exports).flatMap((target) => target.import?.default ?? []);
  return targets.map((target) => at(target.replace("./dist/", "src/").replace(/\.js$/, ".ts")));
}

/** The files behind `#wasm` and `#explain-wasm`. */
async function loaders() {
  for (const [folder, name] of [["wasm", "core"], ["wasm/explain", "explain"]]) {
    for (const file of ["workerd.js", "edge-light.js"]) {
      await copyFile(at(`src/${folder}/${file}`), at(`dist/${folder}/${file}`));
    }
    await copyFile(at(`wasm/${name}_bg.wasm`), at(`dist/${folder}/${name}_bg.wasm`));
    const shared = {
      entryPoints: [at(`src/${folder}/inline.ts`)],
      bundle: true,
      platform: "neutral",
      target: "es2022",
      loader: { ".wasm": "binary" },
    };
    await build({ ...shared, format: "esm", outfile: at(`dist/${folder}/inline.js`) });
    await build({ ...shared, format: "cjs", outfile: at(`dist/${folder}/inline.cjs`) });
  }
}

/** The declarations that the public ones need, and the same for CommonJS, where relative names end in `.cjs`. */
async function declarations() {
  await promisify(execFile)(at("node_modules/.bin/tsc"), ["-p", at("tsconfig.json")]).catch((error) => {
    throw new Error(error.stdout);
  });
  const needed = new Set();
  for (const path of await entryPoints()) await follow(declarationOf(path), needed);
  for (const name of await readdir(at("dist"), { recursive: true })) {
    if (name.endsWith(".d.ts") && !needed.has(at(`dist/${name}`))) await rm(at(`dist/${name}`));
  }
}

/** The command in one file, with the libraries that it is made of: it asks of the package what any program may ask. */
async function commandLine() {
  await promisify(execFile)(at("node_modules/.bin/tsc"), ["-p", at("src/cli")]).catch((error) => {
    throw new Error(error.stdout);
  });
  await build({
    entryPoints: [at("src/cli.ts")],
    outfile: at("dist/cli.js"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node18",
    // Its licence wants to go with it.
    banner: { js: `/*!\ncommander\n\n${await readFile(at("node_modules/commander/LICENSE"), "utf8")}*/` },
    plugins: [{ name: "package", setup: asPackage }],
  });
  await chmod(at("dist/cli.js"), 0o755);
}

/** Imports of what lies outside of src/cli/ become imports of the package. */
function asPackage({ onResolve }) {
  onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
    const source = relative(at("src"), join(resolveDir, path)).replaceAll("\\", "/");
    if (/^(?:cli\/|\.\.)/.test(source)) return undefined;
    return { path: `hookseal/${source.replace(/\.js$/, "")}`.replace(/\/index$/, ""), external: true };
  });
}

/** npm packs what lies in this folder only. */
async function licences() {
  for (const name of ["LICENSE-APACHE", "LICENSE-MIT"]) await copyFile(at(`../${name}`), at(name));
}

async function follow(path, needed) {
  if (needed.has(path)) return;
  needed.add(path);
  const text = await readFile(path, "utf8");
  const imported = /(["'])(\.\.?\/[\w./-]+)\.js\1/g;
  await writeFile(path.replace(/\.ts$/, ".cts"), text.replace(imported, '"$2.cjs"'));
  for (const [, , target] of text.matchAll(imported)) await follow(join(dirname(path), `${target}.d.ts`), needed);
}

function declarationOf(source) {
  return join(at("dist"), relative(at("src"), source)).replace(/\.ts$/, ".d.ts");
}
