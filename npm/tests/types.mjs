// Compiles tests/types in the scratch project with a strict compiler that knows neither DOM nor Node.
//
// A line that must not compile stands under `@ts-expect-error`; the compiler reports each one that does compile.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const sources = join(process.argv[2], "tests/types");
const tsc = new URL("../node_modules/.bin/tsc", import.meta.url).pathname;
const RESOLUTIONS = [
  { module: "nodenext", moduleResolution: "nodenext", files: ["usage.ts", "commonjs.cts"] },
  { module: "node16", moduleResolution: "node16", files: ["usage.ts", "commonjs.cts"] },
  { module: "esnext", moduleResolution: "bundler", files: ["usage.ts"] },
];

let passed = 0;
let failed = 0;
for (const { module, moduleResolution, files } of RESOLUTIONS) {
  const compilerOptions = {
    target: "es2022", lib: ["es2022"], types: [], strict: true, skipLibCheck: false, exactOptionalPropertyTypes: true,
    noEmit: true, module, moduleResolution,
  };
  writeFileSync(join(sources, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  try {
    execFileSync(tsc, ["-p", sources], { stdio: "pipe" });
    for (const name of files) passed += readFileSync(join(sources, name), "utf8").split("@ts-expect-error").length;
  } catch (error) {
    failed += 1;
    console.log(`${moduleResolution}: ${error.stdout}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
