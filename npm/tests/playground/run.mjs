// The page of dist/playground.html in Chromium, from its file, as a person would use it.
//
// `npm test -- link` runs what has `link` in its name. `cargo xtask test playground` builds the page first.

import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Browser } from "./browser.mjs";
import { tests } from "./test.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const [wanted = ""] = process.argv.slice(2);

await readFile(here("../../../dist/playground.html")).catch(() => {
  throw new Error("dist/playground.html is missing: run `node npm/playground/build.mjs`");
});
for (const name of (await readdir(here("cases"))).sort()) await import(`./cases/${name}`);
const chosen = tests.filter(({ name }) => name.includes(wanted));
const failed = [];
const browser = await Browser.start();
for (const { name, run } of chosen) {
  try {
    await browser.visit(run);
  } catch (error) {
    failed.push(name);
    console.log(`FAILED ${name}: ${error.stack ?? error}`);
  }
}
await browser.stop();
console.log(`${chosen.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 || chosen.length === 0 ? 1 : 0;
