// A Next.js application, built and started for production: one route in the edge runtime, one in Node.

import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { answers } from "./server.mjs";

const here = fileURLToPath(new URL("./", import.meta.url));

export async function* inNext(project) {
  const { version } = createRequire(import.meta.url)("next/package.json");
  const next = [process.execPath, `${here}node_modules/next/dist/bin/next`];
  const options = { cwd: project, env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" } };
  await cp(`${here}next`, project, { recursive: true });
  await promisify(execFile)(next[0], [next[1], "build"], { ...options, maxBuffer: 1e8 });
  const start = (port) => [...next, "start", "--hostname", "127.0.0.1", "--port", port];
  const [edge, node] = await answers(start, options, ["/edge", "/node"]);
  yield { name: `Next.js ${version} edge`, text: edge };
  yield { name: `Next.js ${version} Node`, text: node };
}
