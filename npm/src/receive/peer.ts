// The address at the other end of the socket, where a fetch runtime says it.

import { FUNCTION, RULES, type Rules } from "./configure.js";

/** With the option for runtimes that do not say it. */
export const PEER: Rules = { ...RULES, remoteAddress: FUNCTION, __proto__: null as never };

/**
 * Looks at what the runtime passes behind the request: `info` of Deno.serve, the server of Bun.serve, or the bindings
 * of `@hono/node-server`.
 */
export function peerOf(request: unknown, runtime: unknown): string | undefined {
  const { remoteAddr, requestIP, incoming } = (runtime ?? {}) as Runtime;
  if (typeof requestIP === "function") return requestIP.call(runtime, request)?.address;
  return remoteAddr?.hostname ?? incoming?.socket?.remoteAddress;
}

interface Runtime {
  readonly remoteAddr?: { readonly hostname?: string };
  readonly requestIP?: (request: unknown) => { readonly address?: string } | null;
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
}
