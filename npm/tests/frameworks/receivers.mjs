// The receivers: how each is started, what it cannot show, and what it answers otherwise than the rest, and why.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { startFunction } from "./function.mjs";
import { inNext } from "./next.mjs";
import { forged } from "./rows/forged.mjs";
import { framing } from "./rows/framing.mjs";
import { start } from "./server.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const runtimes = here("../runtimes/node_modules/");
const target = here("target/");
const versionOf = (name) => JSON.parse(readFileSync(here(`${name}/package.json`), "utf8")).version;

/** Every receiver, by the name that chooses it on the command line. */
export const RECEIVERS = {
  express4: express("express4"),
  express5: express("express5"),
  fastify: {
    name: `Fastify ${versionOf("node_modules/fastify")}`,
    start: node("receivers/fastify.mjs"),
    rethrows: true,
    floods: true,
    lacks: {
      parsed: "the plugin has its own parser, so that nothing parses before it",
      kept: "the same",
      raw: "the same",
      form: "the same",
      multipart: "the same",
    },
    otherwise: {
      "a path with a slash at its end": { status: 404, log: [], constant: false, why: "another route" },
    },
  },
  hono: {
    name: `Hono ${versionOf("node_modules/hono")}`,
    start: node("receivers/hono.mjs"),
    rethrows: true,
    floods: true,
    line: /parseBody|c\.req/,
    otherwise: {
      "a path with a slash at its end": { status: 404, log: [], constant: false, why: "another route" },
      "a preflight of CORS": { status: 204, log: [], constant: false, why: "the CORS middleware answers it" },
    },
  },
  "nest-express": nest("express"),
  "nest-fastify": nest("fastify"),
  next15: next("next15"),
  next16: next("next16"),
  bun: {
    name: `Bun ${versionOf("../runtimes/node_modules/@oven/bun-linux-x64")}`,
    start: () => start(() => [`${runtimes}@oven/bun-linux-x64/bin/bun`, "receivers/bun.mjs"], { cwd: target }),
    floods: true,
    line: WEB_LINE(),
    lacks: { ...WEB_LACKS() },
  },
  deno: {
    name: `Deno ${versionOf("../runtimes/node_modules/deno")}`,
    start: () =>
      start(
        () => [
          `${runtimes}deno/bin.cjs`,
          "run",
          "--no-prompt",
          "--no-remote",
          "--allow-net=127.0.0.1",
          "--allow-env=PORT",
          "receivers/deno.mjs",
        ],
        { cwd: target, env: { DENO_DIR: here("target/.deno"), DENO_NO_UPDATE_CHECK: "1" } },
      ),
    floods: true,
    line: WEB_LINE(),
    lacks: { ...WEB_LACKS() },
  },
  workerd: {
    name: `workerd ${versionOf("../runtimes/node_modules/workerd")}`,
    start: () =>
      start(
        (port) => [
          `${runtimes}node22/bin/node`,
          `${runtimes}wrangler/bin/wrangler.js`,
          "dev",
          "receivers/worker.mjs",
          "--name",
          "receiver",
          "--compatibility-date",
          createRequire(here("../runtimes/run.mjs"))("workerd").compatibilityDate,
          "--compatibility-flags",
          "nodejs_compat",
          "--local",
          "--ip",
          "127.0.0.1",
          "--port",
          port,
          "--inspector-port",
          "0",
        ],
        { cwd: target, env: { CI: "1", CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" } },
      ),
    line: WEB_LINE(),
    lacks: { ...WEB_LACKS() },
  },
  "lambda-rest": lambda("REST API"),
  "lambda-http": lambda("HTTP API"),
  "lambda-url": lambda("function URL"),
};

/** Starts like the others, and verifies nothing. */
export const CONTROL = {
  name: "control, a receiver without an adapter",
  start: node("receivers/control.mjs"),
  rethrows: true,
  lacks: { framing: "not tried", closes: "not tried", parallel: "not tried", parsed: "not tried", peer: "not tried" },
  // Nothing is written late: what is missing is not waited for.
  tries: 0,
  mustFail: () => [...forged(), ...framing()].filter(({ needs }) => needs.length === 0).map(({ name }) => name),
};

function express(name) {
  return {
    name: `Express ${versionOf(`node_modules/${name}`)}`,
    start: node("receivers/express.mjs", name),
    rethrows: true,
    floods: true,
    line: /express\.json|rawBody/,
  };
}

function nest(platform) {
  return {
    name: `Nest ${versionOf("node_modules/@nestjs/core")} on ${platform}`,
    start: node("receivers/nest.js", platform),
    rethrows: true,
    floods: true,
    line: /rawBody: true/,
  };
}

function next(folder) {
  return {
    name: `Next.js ${versionOf(`${folder}/node_modules/next`)}`,
    start: () => inNext(here(`${folder}/`)),
    line: WEB_LINE(),
    lacks: { ...WEB_LACKS(), peer: "a route handler is not told who called" },
    otherwise: {
      "a path with a slash at its end": { status: 308, log: [], constant: false, why: "redirected to the other path" },
    },
  };
}

function lambda(kind) {
  const gone = "API Gateway has read the body before it calls the function";
  return {
    name: `Lambda, ${kind}`,
    start: () => startFunction("receivers/lambda.mjs", kind, { cwd: target }),
    line: /event/,
    lacks: { ...WEB_LACKS(), framing: gone, closes: gone },
  };
}

function node(program, ...parameters) {
  return () => start(() => [process.execPath, program, ...parameters], { cwd: target });
}

function WEB_LINE() {
  return /request/;
}

function WEB_LACKS() {
  return {
    kept: "whoever reads the body of a request has consumed it",
    raw: "the same",
    form: "the same",
    multipart: "the same",
    routes: "no parser is registered for other routes",
  };
}
