// The packed package in a project of its own, and its command.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Installs the tarball of dist/, never the source tree, until the process ends; gives the folder. */
export function install() {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const tarball = join(root, `../dist/${name}-${version}.tgz`);
  if (!existsSync(tarball)) throw new Error(`${tarball} is missing: run \`cargo xtask build npm\``);
  const folder = mkdtempSync(join(tmpdir(), "hookseal-cli-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", tarball], { cwd: folder });
  return folder;
}

/** The command as npm links it. */
export function commandIn(folder) {
  return [process.execPath, join(folder, "node_modules/.bin/hookseal")];
}
