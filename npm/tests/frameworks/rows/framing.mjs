// Bodies that are too long, too short, too slow, or not what was announced.

import * as sign from "../sign.mjs";
import { handled, refused, row } from "./row.mjs";

export const framing = () => [
  // Threat 98: refused by what is announced, or as soon as more has come.
  row(
    "above the limit, announced",
    refused(sign.transcodely(Buffer.alloc(1025, "x"), { path: "/tight" }), "body_too_large", {
      status: 413,
    }),
  ),
  row(
    "above the limit, chunked",
    refused(chunked(sign.transcodely(Buffer.alloc(1025, "x"), { path: "/tight" })), "body_too_large", {
      status: 413,
    }),
    { needs: ["framing"] },
  ),
  row(
    "above the default limit",
    refused(sign.transcodely(Buffer.alloc(1024 * 1024 + 1)), "body_too_large", { status: 413 }),
  ),
  row("a form may be longer", handled(sign.transloadit(Buffer.from(JSON.stringify({ ok: "x".repeat(3e6) }))))),
  row(
    "far above the limit, and the rest is never sent",
    refused(
      { ...sign.transcodely(undefined, { path: "/tight" }), framing: "unfinished", body: Buffer.alloc(200_000, "x") },
      "body_too_large",
      { status: 413, closed: true },
    ),
    { needs: ["framing", "closes"] },
  ),

  // Threat 99: half a body, then silence.
  row(
    "a body that never ends",
    refused({ ...sign.transcodely(undefined, { path: "/hasty" }), framing: "unfinished" }, "body_timeout", {
      status: 408,
      closed: true,
    }),
    { needs: ["framing", "closes"] },
  ),

  // Threat 100: what was received is what counts, and only if it is what was announced.
  row(
    "shorter than announced",
    {
      request: announced(sign.transcodely(), 7),
      // The connection is over; who still listens may or may not get an answer.
      expect: { status: [400, 0], calls: [], log: ["body_incomplete"] },
    },
    { needs: ["framing"] },
  ),
  row(
    "chunked, without the last chunk",
    {
      request: cut(chunked(sign.transcodely())),
      expect: { status: [400, 0], calls: [], log: ["body_incomplete"] },
    },
    { needs: ["framing"] },
  ),
  // What follows the body is a second, malformed request: its 400 may come first, or instead.
  row(
    "longer than announced",
    refused(announced(sign.transcodely(), -7), "signature_mismatch", { status: [401, 400], constant: false }),
    {
      needs: ["framing"],
    },
  ),
  row("bytes after the body", handled(trailing(sign.transcodely()), { status: [200, 400], text: undefined }), {
    needs: ["framing"],
  }),
  row(
    "a length and chunks, both announced",
    {
      request: both(sign.transcodely()),
      expect: { status: [400, 0], calls: [], log: [] },
    },
    { needs: ["framing"] },
  ),
  row(
    "two lengths announced",
    {
      request: twoLengths(sign.transcodely()),
      expect: { status: [400, 0], calls: [], log: [] },
    },
    { needs: ["framing"] },
  ),
];

function chunked(request) {
  return { ...request, framing: "chunked" };
}

function announced(request, more) {
  return { ...request, framing: request.body.length + more };
}

function cut(request) {
  return { ...request, cut: "0\r\n\r\n".length };
}

function trailing(request) {
  return { ...request, framing: request.body.length, body: Buffer.concat([request.body, Buffer.from("trailing")]) };
}

function both(request) {
  return { ...chunked(request), headers: [...request.headers, ["Content-Length", String(request.body.length)]] };
}

function twoLengths(request) {
  return { ...request, headers: [...request.headers, ["Content-Length", String(request.body.length - 1)]] };
}
