// Builds dist/playground.html: one file that loads nothing, under a Content-Security-Policy that allows what is in it.

import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { readSnippets } from "./snippets.mjs";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

const [html, icon, script, style] = await Promise.all([
  readFile(at("src/index.html"), "utf8"),
  readFile(at("src/icon.svg"), "base64"),
  bundle("src/main.ts", { RECEIVERS: await readSnippets(), SAMPLES: await readSamples() }),
  bundle("src/style.css"),
]);
if (/<\/script|<!--/i.test(script)) throw new Error("the script would end early inside HTML");
const policy = [
  "default-src 'none'",
  `script-src ${digest(script)} 'wasm-unsafe-eval'`,
  `style-src ${digest(style)}`,
  "img-src data:",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  // Text that was pasted can become markup nowhere, not even by a mistake.
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");
const parts = { policy, icon, script, style };
// By a function: in a replacement text `$` would have a meaning.
const page = html.replace(/\{\{(policy|icon|script|style)\}\}/g, (_, name) => parts[name]);
await mkdir(at("../../dist"), { recursive: true });
await writeFile(at("../../dist/playground.html"), page);
console.log(`dist/playground.html, ${Buffer.byteLength(page)} bytes`);

/** The package is that of npm/dist, with its wasm as it is published: `npm run build` makes it. */
async function bundle(entry, constants = {}) {
  const { outputFiles } = await build({
    entryPoints: [at(entry)],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    charset: "utf8",
    define: Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)])),
  });
  return outputFiles[0].text.trim();
}

/** The bodies of examples/payloads, by provider. */
async function readSamples() {
  const names = ["assemblyai", "connect", "standard-webhooks", "transcodely", "transloadit"];
  const read = async (name) => [name, await readFile(at(`../../examples/payloads/${name}.json`), "utf8")];
  return Object.fromEntries(await Promise.all(names.map(read)));
}

function digest(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
