// `npm test`: the packed stores with every client they take, on real servers; their types; the last line is the count.
//
// `cargo xtask test replay` starts the servers and names them in the environment.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("./", import.meta.url));
// node:sqlite and the newest clients want a newer Node than the package does.
const node = `${here}node_modules/node24/bin/node`;
const tsc = `${here}node_modules/.bin/tsc`;
const files = readdirSync(here).filter((name) => name.endsWith(".test.mjs"));
const projects = ["types/node", "types/cloudflare"];
const sum = { passed: 0, failed: 0 };

unpack();
for (const name of files) {
  const { status, output } = run(node, "--test", "--test-timeout=60000", "--test-reporter=tap", name);
  const count = (what) => Number(new RegExp(`^# ${what} (\\d+)$`, "m").exec(output)?.[1] ?? 0);
  // A skipped test shows nothing, and a file without tests counts as one that passed.
  const [passed, failed] = [count("pass"), count("fail") + count("cancelled") + count("skipped") + count("todo")];
  judge(name, passed > 1 ? passed : 0, failed, status, output);
}
for (const name of projects) {
  const { status, output } = run(tsc, "--project", name);
  judge(name, status === 0 ? 1 : 0, status === 0 ? 0 : 1, status, output);
}
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 ? 1 : 0;

/** Puts the tarball of dist/ where the tests find it, never the source tree. */
function unpack() {
  const { name, version } = JSON.parse(readFileSync(`${here}../../package.json`, "utf8"));
  const tarball = `${here}../../../dist/${name}-${version}.tgz`;
  if (!existsSync(tarball)) throw new Error(`${tarball} is missing: run \`cargo xtask build npm\``);
  const folder = `${here}node_modules/${name}`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  execFileSync("tar", ["-xzf", tarball, "-C", folder, "--strip-components=1"]);
}

function run(program, ...parameters) {
  const options = { cwd: here, encoding: "utf8", maxBuffer: 1e8 };
  const { status, stdout, stderr, error } = spawnSync(program, parameters, options);
  return { status, output: `${stdout ?? ""}${stderr ?? ""}${error ?? ""}` };
}

/** Prints one line, and everything if it failed; a file that ran nothing has failed. */
function judge(name, passed, failed, status, output) {
  if (failed === 0 && (passed === 0 || status !== 0)) failed = 1;
  sum.passed += passed;
  sum.failed += failed;
  console.log(`${name}: ${passed} passed, ${failed} failed`);
  if (failed > 0) console.log(output);
}
