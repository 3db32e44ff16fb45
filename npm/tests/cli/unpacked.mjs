// The packed package where these tests find it, never the source tree.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("./", import.meta.url));
const { name, version } = JSON.parse(readFileSync(`${here}../../package.json`, "utf8"));

/** The tarball of dist/. */
export const tarball = `${here}../../../dist/${name}-${version}.tgz`;
/** The file that npm links as `hookseal`. */
export const program = `${here}node_modules/${name}/dist/cli.js`;
/** The oldest Node that the package promises. */
export const oldestNode = `${here}node_modules/node18/bin/node`;

/** Puts it there. */
export function unpack() {
  if (!existsSync(tarball)) throw new Error(`${tarball} is missing: run \`cargo xtask build npm\``);
  const folder = `${here}node_modules/${name}`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", folder, "--strip-components=1"]);
}
