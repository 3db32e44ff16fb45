// Installs the packed tarball into an empty project and runs the vectors there, as ESM and as CommonJS.
//
// node tests/run.mjs, after `cargo xtask build npm`.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tarballs = readdirSync(join(root, "dist")).filter((name) => name.endsWith(".tgz"));
if (tarballs.length !== 1) throw new Error("dist/ holds no single tarball: run `cargo xtask build npm`");

const project = mkdtempSync(join(tmpdir(), "hookseal-"));
try {
  // The runners stand where they do in the checkout, so that they find the vectors, but see only this package.
  mkdirSync(join(project, "npm"));
  cpSync(join(root, "npm/tests"), join(project, "npm/tests"), { recursive: true });
  cpSync(join(root, "tests/vectors"), join(project, "tests/vectors"), { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "private": true }\n');
  const quiet = ["--no-audit", "--no-fund", "--no-save"];
  execFileSync("npm", ["install", ...quiet, join(root, "dist", tarballs[0])], { cwd: project, stdio: "inherit" });
  for (const runner of ["node-esm.mjs", "node-cjs.cjs"]) {
    execFileSync(process.execPath, [join("npm/tests", runner)], { cwd: project, stdio: "inherit" });
  }
  execFileSync(process.execPath, ["--test", "npm/tests/behaviour.mjs"], { cwd: project, stdio: "inherit" });
} finally {
  rmSync(project, { recursive: true, force: true });
}
