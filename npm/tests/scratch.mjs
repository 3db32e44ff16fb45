// Makes a project that has the packed package installed, with the tests, the vectors and the planted causes beside it.

import { execFileSync } from "node:child_process";
import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const tests = fileURLToPath(new URL("./", import.meta.url));
const vectors = fileURLToPath(new URL("../../tests/vectors/", import.meta.url));
const causes = fileURLToPath(new URL("../../tests/explain/", import.meta.url));
const PARTS = ["conformance.mjs", "explain", "hmac.mjs", "report.mjs", "runners", "shapes.mjs", "types", "unit"];

/**
 * Makes the project anew in `folder`, from the tarball in dist/ and never from the source tree.
 *
 * @returns {Promise<string>} the tarball's path
 */
export async function makeScratch(folder) {
  const { name, version } = JSON.parse(await readFile(join(tests, "../package.json"), "utf8"));
  const tarball = join(tests, `../../dist/${name}-${version}.tgz`);
  await stat(tarball).catch(() => {
    throw new Error(`${tarball} is missing: run \`cargo xtask build npm\``);
  });
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "name": "scratch", "private": true, "type": "module" }\n');
  execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", tarball], { cwd: folder });
  for (const part of PARTS) await cp(join(tests, part), join(folder, "tests", part), { recursive: true });
  for (const name of ["cases.json", "field.json"]) await cp(causes + name, join(folder, "tests/explain", name));
  const files = JSON.stringify(await readVectors());
  await writeFile(join(folder, "tests/vectors.json"), files);
  await writeFile(join(folder, "tests/vectors.mjs"), `export default ${files};\n`);
  return tarball;
}

/** The content of each vector file by its path below tests/vectors. */
async function readVectors() {
  const files = {};
  for (const part of ["", "rfc/", "wycheproof/"]) {
    for (const name of (await readdir(vectors + part)).sort()) {
      if (!name.endsWith(".json") || name === "schema.json") continue;
      files[part + name] = JSON.parse(await readFile(vectors + part + name, "utf8"));
    }
  }
  return files;
}
