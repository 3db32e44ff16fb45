// The receivers: how each is started, and what is known about it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { startFunction } from "./function.mjs";
import { inNext } from "./next.mjs";
import { forged } from "./rows/forged.mjs";
import { start } from "./server.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const runtimes = here("../runtimes/node_modules/");
const cwd = here("target/");
const versionOf = (name) => JSON.parse(readFileSync(here(`${name}/package.json`), "utf8")).version;

/**
 * Every receiver, by the name that chooses it on the command line.
 *
 * `line` is what the message of `body_not_raw` must name; `rethrows` says that the framework answers what a handler
 * throws; `floods` that 2 GiB are poured into it, `ownLimit` which of the two ways it refuses itself.
 */
export const RECEIVERS = {
  express4: express("express4"),
  express5: express("express5"),
  fastify: {
    name: `Fastify ${versionOf("node_modules/fastify")}`,
    start: node("receivers/fastify.mjs"),
    line: /`preParsing` .*payload/,
    rethrows: true,
    floods: true,
  },
  hono: {
    name: `Hono ${versionOf("node_modules/hono")}`,
    start: node("receivers/hono.mjs"),
    line: /c\.req\.arrayBuffer\(\).*parseBody\(\)/,
    rethrows: true,
    floods: true,
  },
  "nest-express": nest("express", { floods: false }),
  "nest-fastify": nest("fastify", { floods: true, ownLimit: ["announced", "chunked"] }),
  next15: next("next15"),
  next16: next("next16"),
  bun: {
    name: `Bun ${versionOf("../runtimes/node_modules/@oven/bun-linux-x64")}`,
    start: () => start(() => [`${runtimes}@oven/bun-linux-x64/bin/bun`, "receivers/bun.mjs"], { cwd }),
    line: REQUEST_LINE(),
    floods: true,
    ownLimit: ["announced"],
  },
  deno: {
    name: `Deno ${versionOf("../runtimes/node_modules/deno")}`,
    start() {
      const allowed = "run --no-prompt --no-remote --allow-net=127.0.0.1 --allow-env=PORT".split(" ");
      const env = { DENO_DIR: here("target/.deno"), DENO_NO_UPDATE_CHECK: "1" };
      // The program itself: its launcher does not end it when it is ended.
      return start(() => [`${runtimes}@deno/linux-x64-glibc/deno`, ...allowed, "receivers/deno.mjs"], { cwd, env });
    },
    line: REQUEST_LINE(),
  },
  workerd: {
    name: `workerd ${versionOf("../runtimes/node_modules/workerd")}`,
    start() {
      const { compatibilityDate } = createRequire(here("../runtimes/run.mjs"))("workerd");
      const options = `--name receiver --compatibility-date ${compatibilityDate} --compatibility-flags nodejs_compat`;
      const local = "--local --ip 127.0.0.1 --inspector-port 0 --port";
      // wrangler wants a newer Node than the rest.
      const wrangler = [`${runtimes}node22/bin/node`, `${runtimes}wrangler/bin/wrangler.js`];
      const env = { CI: "1", CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" };
      const parameters = `dev receivers/worker.mjs ${options} ${local}`.split(" ");
      return start((port) => [...wrangler, ...parameters, port], { cwd, env });
    },
    line: REQUEST_LINE(),
  },
  "lambda-rest": lambda("REST API"),
  "lambda-http": lambda("HTTP API"),
  "lambda-url": lambda("function URL"),
};

/** Starts like the others, and verifies nothing: the rows in `mustFail` have to find that out. */
export const CONTROL = {
  name: "control, a receiver without an adapter",
  start: node("receivers/control.mjs"),
  rethrows: true,
  // Nothing is written late: what is missing is not waited for.
  tries: 0,
  mustFail: () => forged().filter(({ needs }) => needs.length === 0),
};

function express(name) {
  return {
    name: `Express ${versionOf(`node_modules/${name}`)}`,
    start: node("receivers/express.mjs", name),
    line: /express\.json\(\).*rawBody/,
    rethrows: true,
    floods: true,
  };
}

function nest(platform, more) {
  return {
    name: `Nest ${versionOf("node_modules/@nestjs/core")} on ${platform}`,
    start: node("receivers/nest.mjs", platform),
    line: /rawBody: true/,
    rethrows: true,
    ...more,
  };
}

function next(folder) {
  const name = `Next.js ${versionOf(`${folder}/node_modules/next`)}`;
  return { name, start: () => inNext(here(`${folder}/`)), line: REQUEST_LINE() };
}

function lambda(kind) {
  return {
    name: `Lambda, ${kind}`,
    start: () => startFunction("receivers/lambda.mjs", kind, { cwd }),
    line: /event\.body/,
  };
}

function node(program, ...parameters) {
  return () => start(() => [process.execPath, program, ...parameters], { cwd });
}

function REQUEST_LINE() {
  return /request\.clone\(\)/;
}
