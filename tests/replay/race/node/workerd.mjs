// Four Workers in one workerd, each an isolate with a port of its own, on one D1 database and one class of objects.
//
// Four processes cannot share a local D1. PORT is the first of the ports; STORE_URL is a folder for what is kept.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

const { DRIVER, PORTS, SECRET, STORE, STORE_URL, TIMES, WATCHED = "" } = process.env;
const outdir = `${STORE_URL}/bundle`;
await mkdir(outdir, { recursive: true });
await build({
  entryPoints: [fileURLToPath(new URL("worker.mjs", import.meta.url))],
  bundle: true,
  format: "esm",
  conditions: ["workerd"],
  loader: { ".wasm": "copy" },
  outdir,
  outExtension: { ".js": ".mjs" },
});
const worker = (port, index) => ({
  name: `worker-${index}`,
  modules: true,
  modulesRoot: outdir,
  scriptPath: `${outdir}/worker.mjs`,
  modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
  compatibilityDate: "2026-07-01",
  bindings: { DRIVER, NAME: `worker-${index}`, SECRET, STORE, TIMES, WATCHED },
  d1Databases: { DB: "replay" },
  durableObjects: { REPLAY: { className: "ReplayObject", scriptName: "worker-0", useSQLite: true } },
  unsafeDirectSockets: [{ host: "127.0.0.1", port }],
});
const miniflare = new Miniflare({
  host: "127.0.0.1",
  cf: false,
  d1Persist: `${STORE_URL}/d1`,
  durableObjectsPersist: `${STORE_URL}/objects`,
  workers: PORTS.split(" ").map(Number).map(worker),
});
await miniflare.ready;
