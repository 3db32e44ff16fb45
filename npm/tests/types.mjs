// Compiles tests/types in the scratch project with a strict compiler that knows neither DOM nor Node; but fetch.ts and
// receivers.ts with the types of the DOM, of Node and of Workers, and frameworks.ts with those of the frameworks.
//
// A line that must not compile stands under `@ts-expect-error`; the compiler reports each one that does compile.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const sources = join(process.argv[2], "tests/types");
const modules = fileURLToPath(new URL("../node_modules/", import.meta.url));
const STRICT = {
  target: "es2022",
  lib: ["es2022"],
  types: [],
  typeRoots: [`${modules}@types`, `${modules}@cloudflare`],
  strict: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  noEmit: true,
};
// The scratch project has no framework; theirs are the declarations that the package was made with.
const FRAMEWORKS = {
  lib: ["es2024"],
  types: ["node"],
  experimentalDecorators: true,
  paths: {
    "@nestjs/common": [`${modules}@nestjs/common/index.d.ts`],
    express: [`${modules}@types/express/index.d.ts`],
    fastify: [`${modules}fastify/fastify.d.ts`],
    hono: [`${modules}hono/dist/types/index.d.ts`],
    rxjs: [`${modules}rxjs/dist/types/index.d.ts`],
  },
};
const SETTINGS = [
  { module: "nodenext", moduleResolution: "nodenext", files: ["usage.ts", "commonjs.cts"] },
  { module: "node16", moduleResolution: "node16", files: ["usage.ts", "commonjs.cts"] },
  { module: "esnext", moduleResolution: "bundler", files: ["usage.ts"] },
  { module: "nodenext", lib: ["es2022", "dom"], files: ["fetch.ts"] },
  { module: "nodenext", lib: ["es2024"], types: ["node"], files: ["fetch.ts"] },
  { module: "nodenext", types: ["workers-types"], files: ["fetch.ts"] },
  { module: "nodenext", lib: ["es2022", "dom"], files: ["receivers.ts"] },
  { module: "nodenext", lib: ["es2024"], types: ["node"], files: ["receivers.ts"] },
  { module: "nodenext", types: ["workers-types"], files: ["receivers.ts"] },
  { module: "nodenext", ...FRAMEWORKS, files: ["frameworks.ts"] },
  { module: "esnext", moduleResolution: "bundler", ...FRAMEWORKS, files: ["frameworks.ts"] },
];

let passed = 0;
let failed = 0;
for (const { files, ...chosen } of SETTINGS) {
  const compilerOptions = { ...STRICT, ...chosen };
  writeFileSync(join(sources, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  try {
    execFileSync(`${modules}.bin/tsc`, ["-p", sources], { stdio: "pipe" });
    for (const name of files) passed += readFileSync(join(sources, name), "utf8").split("@ts-expect-error").length;
  } catch (error) {
    failed += 1;
    console.log(`${JSON.stringify(chosen)}: ${error.stdout}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
