// Takes the receivers that the page offers out of the README and docs/receivers.md, whose blocks a suite runs.

import { readFile } from "node:fs/promises";

/**
 * Each receiver of one provider, as src/receivers.ts describes it.
 */
export async function readSnippets() {
  const found = [];
  for (const page of PAGES) {
    const text = await readFile(new URL(`../../${page}`, import.meta.url), "utf8");
    for (const [, comment = "", language, code] of text.matchAll(BLOCK)) {
      const imported = [...code.matchAll(ADAPTER)].map(([, name]) => name);
      const adapter = [...imported, RECEIVER.exec(comment)?.[1]].find((name) => name in FRAMEWORKS);
      const provider = PROVIDER.exec(code)?.[1] ?? RECEIVER.exec(comment)?.[2];
      if (adapter === undefined || provider === undefined) continue;
      const file = FILE.exec(comment)?.[1];
      const snippet = {
        framework: FRAMEWORKS[adapter],
        language,
        provider,
        source: file ?? page,
        whole: file !== undefined,
        code,
      };
      // The first that a page shows is the plainest.
      if (!found.some((other) => SAME.every((name) => other[name] === snippet[name]))) found.push(snippet);
    }
  }
  const order = Object.values(FRAMEWORKS);
  const missing = order.filter((name) => !found.some(({ framework }) => framework === name));
  if (missing.length > 0) throw new Error(`no page has a receiver for ${missing.join(", ")}`);
  return found.sort((one, other) => order.indexOf(one.framework) - order.indexOf(other.framework));
}

const PAGES = ["README.md", "docs/receivers.md"];
/** The comment before a block says what it is; see crates/xtask/src/pages.rs. */
const BLOCK = /(?:^<!-- ([^\n]*) -->\n)?^```(js|ts|python|rust)\n(.*?)^```$/gms;
const SAME = ["framework", "provider", "whole"];
const FILE = /^file: (\S+)$/;
const RECEIVER = /^receiver: (\S+) (\S+)$/;
const ADAPTER = /^(?:import .* from "hookseal\/|from hookseal\.)(\w+)/gm;
const PROVIDER = /\b[wW]ebhook\(\s*"([\w-]+)"/;
/** In the order in which they are offered. */
const FRAMEWORKS = {
  express: "Express",
  fastify: "Fastify",
  hono: "Hono",
  nest: "NestJS",
  web: "Workers, Next.js, Bun, Deno",
  lambda: "AWS Lambda",
  django: "Django",
  flask: "Flask",
  fastapi: "FastAPI",
  asgi: "any ASGI server",
  wsgi: "any WSGI server",
  axum: "Rust, with axum",
};
