// Requests that prove nothing: every one is answered alike, and none enters the handler.

import { gzipSync } from "node:zlib";
import * as sign from "../sign.mjs";
import { refused, row } from "./row.mjs";

export const forged = () => [
  row("transcodely, a changed body", refused(changed(sign.transcodely()), "signature_mismatch")),
  row("transcodely, second generation, a changed body", refused(changed(sign.transcodely2()), "signature_mismatch")),
  row("standard webhooks, a changed body", refused(changed(sign.standard()), "signature_mismatch")),
  row("transloadit, multipart, a changed field", refused(changed(sign.transloadit()), "signature_mismatch")),
  row("assemblyai, another token", refused(token(sign.assemblyai(), "tok-wrong"), "token_mismatch")),
  row("assemblyai, no token", refused(sign.withHeader(sign.assemblyai(), sign.TOKEN_HEADER), "token_missing")),
  row("connect, another token", refused(sign.connect(undefined, { token: "wrong" }), "token_mismatch")),
  row("connect, no token", refused({ ...sign.connect(), path: "/connect" }, "token_missing")),
  row("connect, the token twice", refused(twice(sign.connect()), "duplicate_field")),
  row("no signature", refused(sign.withHeader(sign.transcodely(), SIGNATURE), "signature_missing")),
  row("an empty signature", refused(sign.withHeader(sign.transcodely(), SIGNATURE, ""), "signature_missing")),
  row(
    "a malformed signature",
    refused(sign.withHeader(sign.transcodely(), SIGNATURE, "sha256=00"), "signature_malformed"),
  ),
  row("an old delivery", refused(sign.transcodely(undefined, { at: sign.now() - 301 }), "timestamp_too_old")),
  row("a delivery of the future", refused(sign.standard(undefined, { at: sign.now() + 330 }), "timestamp_too_new")),

  // Threats 38 and 40: two lines, the same value or another, in one spelling or two.
  ...[SIGNATURE, "X-Transcodely-Timestamp", "x-transcodely-signature", "x-transcodely-timestamp"].map((name) =>
    row(`a header twice, the second time as ${name}`, refused(repeated(sign.transcodely(), name), "duplicate_header")),
  ),
  row(
    "a wrong signature before the right one",
    refused(before(sign.transcodely(), SIGNATURE, "sha256=00"), "duplicate_header"),
  ),
  row("a token header twice", refused(repeated(sign.assemblyai(), sign.TOKEN_HEADER), "duplicate_header")),
  // Threat 39.
  row("one key twice in one header", refused(doubled(sign.transcodely2()), "duplicate_header")),

  // Threats 42 and 43: no other name is taken for the one that counts.
  row(
    "an underscore for a dash",
    refused(renamed(sign.transcodely(), SIGNATURE.replaceAll("-", "_")), "signature_missing"),
  ),
  row("a signature in __proto__", refused(renamed(sign.transcodely(), "__proto__"), "signature_missing")),
  row(
    "a name with a space before the colon",
    {
      request: renamed(sign.transcodely(), `${SIGNATURE} `),
      // The server's parser refuses the request before any application sees it.
      expect: { status: 400, calls: [], log: [] },
    },
    { needs: ["framing"] },
  ),

  // Threat 53: a field sent as a file, or twice.
  row("a form field twice", refused(fieldTwice(sign.transloadit()), "duplicate_field")),
  row("a form that does not end", refused(endless(sign.transloadit()), "form_malformed")),
  row("JSON in place of a form", refused(sign.transcodely(undefined, { path: "/transloadit" }), "form_malformed")),
  // Threat 54.
  row("a form of a thousand parts", refused(manyParts(sign.transloadit()), "form_malformed")),

  // Threat 97: nothing is inflated, so that a small body stays small.
  row("a compressed body, signed before", refused(compressed(sign.transcodely()), "signature_mismatch")),
  row("a body that would inflate", refused(bomb(sign.transcodely()), "signature_mismatch")),

  // Threat 116: no method is a way around.
  ...["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"].map((method) =>
    row(`${method} without a signature`, refused(empty(method, "/transcodely"), "signature_missing")),
  ),
  row("GET without a signature, with a query", refused(empty("GET", "/transcodely?a=1&a=2"), "signature_missing")),
  row("a path with a slash at its end", refused(empty("POST", "/transcodely/"), "signature_missing")),
  // Threat 139: what answers before the adapter never reaches the handler either.
  row("a preflight of CORS", refused(preflight(), "signature_missing")),

  // Threats 91 and 95: parsed and not kept. The message names the line.
  row(
    "a body that a parser consumed",
    refused(sign.transcodely(undefined, { path: "/parsed" }), "body_not_raw", {
      level: "error",
      namesLine: true,
    }),
    { needs: ["parsed"] },
  ),

  row(
    "another answer by option",
    refused(changed(sign.transcodely(undefined, { path: "/told" })), "signature_mismatch", {
      status: 403,
      log: ["signature_mismatch", "hook_failed"],
      told: ["refused"],
    }),
  ),
  row("a refused request where it is allowed", {
    request: changed(sign.transcodely(undefined, { path: "/allowed" })),
    expect: {
      status: 200,
      text: "handled",
      calls: [{ refused: true, code: "signature_mismatch" }],
      log: ["signature_mismatch"],
    },
  }),
  // Only visible ASCII of at most 256 characters reaches the log.
  ...[
    ["dlv_seen", "dlv_seen"],
    ["d".repeat(257), null],
    ["d\u00e9\u0085", null],
  ].map(([id, logged], index) =>
    row(
      `a delivery id in the log, ${index}`,
      refused(changed(sign.transcodely(undefined, { id })), "signature_mismatch", {
        id: logged,
      }),
    ),
  ),
];

function changed(request) {
  const body = Buffer.from(request.body);
  // Inside a JSON text, so that a form stays one.
  const at = body.lastIndexOf("completed") < 0 ? body.lastIndexOf("COMPLETED") : body.lastIndexOf("completed");
  body[at] ^= 1;
  return { ...request, body };
}

function token(request, value) {
  return sign.withHeader(request, sign.TOKEN_HEADER, value);
}

function twice(request) {
  return { ...request, path: `${request.path}&token=x` };
}

function repeated(request, name) {
  return { ...request, headers: [...request.headers, [name, sign.valueOf(request, name)]] };
}

function before(request, name, value) {
  return { ...request, headers: [[name, value], ...request.headers] };
}

function doubled(request) {
  const value = sign.valueOf(request, "Transcodely-Signature");
  return sign.withHeader(request, "Transcodely-Signature", `${value},${value.split(",")[0]}`);
}

function renamed(request, to) {
  return { ...request, headers: request.headers.map(([name, value]) => [name === SIGNATURE ? to : name, value]) };
}

function fieldTwice(request) {
  const text = request.body.toString();
  return {
    ...request,
    body: Buffer.from(text.replace("------form", `${text.slice(0, text.indexOf("------form", 9))}------form`)),
  };
}

function endless(request) {
  return { ...request, body: request.body.subarray(0, -"--\r\n".length) };
}

function manyParts(request) {
  const part = '------form-7d51a94e\r\nContent-Disposition: form-data; name="x"\r\n\r\n\r\n';
  return { ...request, body: Buffer.concat([Buffer.from(part.repeat(1000)), request.body]) };
}

function compressed(request) {
  return { ...request, body: gzipSync(request.body), headers: [...request.headers, ["Content-Encoding", "gzip"]] };
}

function bomb(request) {
  return compressed({ ...request, body: Buffer.alloc(64 * 1024 * 1024) });
}

function empty(method, path) {
  return { method, path, headers: [], body: Buffer.alloc(0), framing: method === "POST" ? "length" : "none" };
}

function preflight() {
  const headers = [
    ["Origin", "https://evil.example"],
    ["Access-Control-Request-Method", "POST"],
  ];
  return { ...empty("OPTIONS", "/transcodely"), headers };
}

const SIGNATURE = "X-Transcodely-Signature";
