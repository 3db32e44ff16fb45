// Who sends, and to which URL: nothing that a header says counts unless the configuration says so.

import * as sign from "../sign.mjs";
import { handled, refused, row } from "./row.mjs";

export const callers = () => [
  // Threat 130: the peer of the connection.
  row("the peer is an allowed sender", handled(from("/peer")), { needs: ["peer"] }),
  row("the peer is no allowed sender", refused(from("/senders"), "address_not_allowed")),
  ...["X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP"].map((name) =>
    row(`${name} of a stranger`, refused(from("/senders", [name, SENDER]), "address_not_allowed"), { needs: ["peer"] }),
  ),

  // A chain is read right to left, and ends at the first address that is no trusted proxy.
  row("through a trusted proxy", handled(from("/proxied", ["X-Forwarded-For", SENDER])), { needs: ["peer"] }),
  row("through two trusted proxies", handled(from("/proxied", ["X-Forwarded-For", `${SENDER}, 10.1.2.3`])), {
    needs: ["peer"],
  }),
  row(
    "a chain in two headers",
    handled(from("/proxied", ["X-Forwarded-For", `6.6.6.6, ${SENDER}`], ["X-Forwarded-For", "10.1.2.3"])),
    {
      needs: ["peer"],
    },
  ),
  // Threat 131.
  row("IPv4 inside IPv6", handled(from("/proxied", ["X-Forwarded-For", `::ffff:${SENDER}`])), { needs: ["peer"] }),
  row(
    "the sender's address left of a stranger's",
    refused(from("/proxied", ["X-Forwarded-For", `${SENDER}, 6.6.6.6`]), "address_not_allowed"),
    {
      needs: ["peer"],
    },
  ),
  row("a trusted proxy without a chain", refused(from("/proxied"), "address_not_allowed"), { needs: ["peer"] }),
  ...["044.238.19.20", "44.238.19.20:443", "0x2c.238.19.20", "unknown", ""].map((odd) =>
    row(`an odd address: "${odd}"`, refused(from("/proxied", ["X-Forwarded-For", odd]), "address_not_allowed"), {
      needs: ["peer"],
    }),
  ),

  // Threat 104: the host, and what a proxy says about it, is the sender's to choose.
  row("a public URL", handled(sign.connect(undefined, { path: "/public" }))),
  row("a public URL, and a token in headers that name another", refused(misled(), "token_missing")),
  row("a signed method and URL", handled(sign.line(`${LINE}?a=b%2F1`, { path: "/line?a=b%2F1" }))),
  row("a signed URL without a query", handled(sign.line(LINE))),
  row("a URL signed with another query", refused(sign.line(`${LINE}?a=1`), "signature_mismatch")),
  row("a URL signed with the host of a header", refused(sign.line("https://x.example/in/line"), "signature_mismatch")),
  row("a method signed as another", refused(sign.line(LINE, { method: "PUT" }), "signature_mismatch")),
  row("a signed URL that is not configured", refused(sign.line(LINE, { path: "/line-unknown" }), "url_missing")),
];

function from(path, ...headers) {
  const request = sign.assemblyai(undefined, { path });
  return { ...request, headers: [...request.headers, ...headers] };
}

function misled() {
  const request = sign.connect(undefined, { path: "/public" });
  const query = request.path.slice("/public".length);
  const headers = [
    ["X-Original-URL", request.path],
    ["X-Rewrite-URL", request.path],
    ["X-Forwarded-Uri", query],
    ["X-Forwarded-Host", "x.example"],
  ];
  return { ...request, path: "/public", headers: [...request.headers, ...headers] };
}

const LINE = "https://hooks.example.com/in/line";

/** AssemblyAI's documented address in the US. */
const SENDER = "44.238.19.20";
