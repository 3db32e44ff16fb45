// `hookseal/web` behind a router of one line: fetch requests in, responses out.

import { webhook } from "hookseal/web";
import { endpoints } from "./endpoints.mjs";
import { report } from "./record.mjs";

/** A function from a request, and what the runtime passes after it, to a response. */
export function router(extra) {
  const answer = (_context, status, text) => new Response(text, { status });
  const routes = new Map();
  for (const { path, provider, options, handler } of endpoints(answer, extra)) {
    routes.set(path, webhook(provider, options, handler));
  }
  return async (request, ...args) => {
    const { pathname, search } = new URL(request.url);
    if (pathname === "/record") return new Response(report(pathname + search));
    if (pathname === "/parsed") await request.json();
    return routes.get(pathname)?.(request, ...args) ?? new Response(null, { status: 404 });
  };
}
