// Tells the requests of a web page from those of a provider. A page that is open in a browser on this machine could
// else reach the application that requests are passed on to, under a name of its own that it lets point here.

import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/** Why a request is not taken; null if nothing is against it. */
export function reasonAgainst({ method = "", url = "", headers }: IncomingMessage): string | null {
  if (!/^\/(?!\/)/.test(url)) return "its target does not begin with one slash";
  if (headers.origin !== undefined) return "a web page has sent it: it has the header Origin";
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "none") return "a web page has sent it: so says its header Sec-Fetch-Site";
  // Of these two a browser says neither, unless it trusts the page's own address.
  if (/^(?:GET|HEAD)$/.test(method) && !isOfThisMachine(headers.host ?? "")) {
    return `${method} is taken under localhost and IP addresses alone: a web page may have sent it`;
  }
  return null;
}

/** Only names can be made to point here by somebody else. */
function isOfThisMachine(host: string): boolean {
  const name = host.replace(/:\d{1,5}$/, "").replace(/^\[(.*)\]$/s, "$1");
  return isIP(name) !== 0 || /^(?:[a-z0-9-]+\.)*localhost$/i.test(name);
}
