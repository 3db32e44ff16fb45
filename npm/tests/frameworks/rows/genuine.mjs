// Deliveries that a provider sends, each in the shapes that servers and proxies give it.

import { gzipSync } from "node:zlib";
import * as sign from "../sign.mjs";
import { handled, row } from "./row.mjs";

export const genuine = () => [
  row("transcodely", handled(sign.transcodely(), { calls: [{ authentication: "signature" }] })),
  row("transcodely, second generation", handled(sign.transcodely2())),
  row("standard webhooks", handled(sign.standard())),
  // Threats 53 and 105: one provider, two kinds of form; the bytes of the signed field are what is handed out.
  row("transloadit, multipart", handled(sign.transloadit())),
  row("transloadit, urlencoded", handled(sign.transloadit(undefined, { form: "urlencoded" }))),
  // Threat 132: a token is no signature.
  row("assemblyai", handled(sign.assemblyai(), { calls: [{ authentication: "token" }] })),
  row("connect", handled(sign.connect(), { calls: [{ authentication: "token" }] })),
  row(
    "a handler that answers nothing gives 200",
    handled(sign.transcodely(undefined, { path: "/silent" }), { text: "" }),
  ),
  // Threat 41.
  row("header names in odd case", handled(inOddCase(sign.transcodely()))),
  row("chunked", handled(inChunks(sign.transcodely())), { needs: ["framing"] }),
  row("chunked, multipart", handled(inChunks(sign.transloadit())), { needs: ["framing"] }),
  // Threats 92 and 55: bytes in, bytes out, whatever they are.
  row("a body that is no text", handled(sign.standard(Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28])))),
  row("line ends and a byte order mark", handled(sign.transcodely(Buffer.from('\ufeff{\r\n\t"a" : 1 }\r\n')))),
  row("an empty body", handled(sign.transcodely(Buffer.alloc(0)))),
  row("an empty body that is not announced", handled({ ...sign.transcodely(Buffer.alloc(0)), framing: "none" })),
  row("an empty body in chunks", handled(inChunks(sign.transcodely(Buffer.alloc(0)))), { needs: ["framing"] }),
  row("no content type", handled(sign.withHeader(sign.transcodely(), "Content-Type"))),
  row("a content type that nobody knows", handled(sign.withHeader(sign.transcodely(), "Content-Type", "x/y; z"))),
  row("a content type that is none", handled(sign.withHeader(sign.transcodely(), "Content-Type", "json"))),
  // Threat 96: what is signed is what was sent, compressed or not.
  row("a compressed body, signed as it is sent", handled(compressed(sign.transcodely(gzipSync(sign.job()))))),
  row("just below the limit", handled(sign.transcodely(sign.sized(1024), { path: "/tight" }))),
  // Threats 91 and 95: what read the body before has kept its bytes.
  row("raw bytes kept by a parser", handled(sign.transcodely(undefined, { path: "/kept" })), { needs: ["kept"] }),
  row("raw bytes read before", handled(sign.transcodely(undefined, { path: "/raw" })), { needs: ["raw"] }),
  row("an empty body read before", handled(inChunks(sign.transcodely(Buffer.alloc(0), { path: "/raw" }))), {
    needs: ["raw"],
  }),
  // Threat 105: a parsed form still holds the text that was signed.
  row("a parsed form, urlencoded", handled(sign.transloadit(undefined, { form: "urlencoded", path: "/form" })), {
    needs: ["form"],
  }),
  row("a parsed form, multipart", handled(sign.transloadit(undefined, { path: "/form" })), { needs: ["multipart"] }),
  // Threat 43: ordinary unknown names.
  row("headers named like members of objects", handled(odd(sign.transcodely()))),
  row(
    "other routes keep their parser",
    {
      request: {
        method: "POST",
        path: "/other",
        headers: [["Content-Type", "application/json"]],
        body: Buffer.from('{"a":1}'),
      },
      expect: { status: 200, text: '{"a":1}', calls: [], log: [] },
    },
    { needs: ["routes"] },
  ),
];

function inOddCase(request) {
  const odd = (name) => name.replace(/[a-z]/gi, (letter, at) => (at % 2 ? letter.toUpperCase() : letter.toLowerCase()));
  return { ...request, headers: request.headers.map(([name, value]) => [odd(name), value]) };
}

function inChunks(request) {
  return { ...request, framing: "chunked" };
}

function compressed(request) {
  return { ...request, headers: [...request.headers, ["Content-Encoding", "gzip"]] };
}

function odd(request) {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  return { ...request, headers: [...names.map((name) => [name, "x"]), ...request.headers] };
}
