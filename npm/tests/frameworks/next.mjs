// A Next.js application with the route handler, built and started for production.

import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { makeScratch } from "../scratch.mjs";
import { start } from "./server.mjs";

const receivers = fileURLToPath(new URL("receivers/", import.meta.url));

/** `folder` holds the version's own node_modules/. */
export async function inNext(folder) {
  const target = `${folder}target/`;
  const next = `${folder}node_modules/next/dist/bin/next`;
  const env = { NEXT_TELEMETRY_DISABLED: "1" };
  await makeScratch(target);
  for (const name of ["endpoints.mjs", "record.mjs", "secrets.mjs", "web.mjs"]) {
    await cp(`${receivers}${name}`, `${target}${name}`);
  }
  await cp(`${receivers}next`, target, { recursive: true });
  await promisify(execFile)(process.execPath, [next, "build"], {
    cwd: target,
    env: { ...process.env, ...env },
    maxBuffer: 1e8,
  }).catch(({ stdout, stderr }) => {
    throw new Error(`next build has failed\n${stdout}${stderr}`);
  });
  return start((port) => [process.execPath, next, "start", "--hostname", "127.0.0.1", "--port", port], {
    cwd: target,
    env,
  });
}
