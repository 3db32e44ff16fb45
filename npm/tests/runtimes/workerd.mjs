// Cloudflare's workerd, with wrangler's own bundle. The webhooks are made inside the handler.
//
// Until 2025-05-31 nothing could be compiled at start-up either; the newest date is the one that this workerd knows.

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { answers } from "./server.mjs";

const modules = fileURLToPath(new URL("node_modules/", import.meta.url));

export async function* inWorkerd(project) {
  const { compatibilityDate, version } = createRequire(import.meta.url)("workerd");
  for (const date of ["2025-05-31", compatibilityDate]) {
    // wrangler wants a newer Node than the rest.
    const command = (port) => [
      `${modules}node22/bin/node`, `${modules}wrangler/bin/wrangler.js`, "dev", "tests/runners/worker.mjs",
      "--name", "vectors", "--compatibility-date", date, "--local",
      "--ip", "127.0.0.1", "--port", port, "--inspector-port", "0",
    ];
    const env = { ...process.env, CI: "1", CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" };
    const [text] = await answers(command, { cwd: project, env }, ["/"]);
    yield { name: `workerd ${version} of ${date}`, text };
  }
}
