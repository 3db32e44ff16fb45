// Bodies that are too long, too short, too slow, or not what was announced.

import * as sign from "../sign.mjs";
import { handled, refused, row } from "./row.mjs";

export const framing = () => [
  // Threat 98: refused by what is announced, or as soon as more has come.
  row("above the limit, announced", tooLarge(tight(1025))),
  row("above the limit, chunked", tooLarge(chunked(tight(1025))), { needs: ["framing"] }),
  row("above the default limit", tooLarge(sign.transcodely(OVER_DEFAULT()))),
  row("above the limit, where refused requests are allowed", tooLarge(allowed(OVER_DEFAULT()))),
  row("above the limit, read before", tooLarge(sign.transcodely(OVER_DEFAULT(), { path: "/raw" })), { needs: ["raw"] }),
  row("a form may be longer", handled(sign.transloadit(sign.sized(3_000_000)))),
  row("far above the limit, and the rest is never sent", tooLarge(unfinished(tight(200_000)), { closed: true }), {
    needs: ["reads", "framing"],
  }),

  // Threat 99: half a body, then silence.
  row("a body that never ends", late(unfinished(sign.transcodely(undefined, { path: "/hasty" }))), {
    needs: ["reads", "framing"],
  }),
  // The deadline is that of the whole body: it does not begin anew with each byte that comes.
  row("a body that drips", late(dripping(sign.transcodely(undefined, { path: "/hasty" }))), {
    needs: ["reads", "framing"],
  }),

  // Threat 100: what was received is what counts, and only if it is what was announced.
  row("shorter than announced", incomplete(announced(sign.transcodely(), 7)), { needs: ["framing"] }),
  row("chunked, without the last chunk", incomplete(cut(chunked(sign.transcodely()))), { needs: ["framing"] }),
  // What follows the body is a second, malformed request: its 400 may come first, or instead.
  row("longer than announced", refused(announced(sign.transcodely(), -7), "signature_mismatch", EITHER(401)), {
    needs: ["framing"],
  }),
  row("bytes after the body", handled(trailing(sign.transcodely()), EITHER(200)), { needs: ["framing"] }),
  row("a length and chunks, both announced", notAccepted(both(sign.transcodely())), { needs: ["framing"] }),
  row("two lengths announced", notAccepted(twoLengths(sign.transcodely())), { needs: ["framing"] }),
];

function tight(bytes) {
  return sign.transcodely(sign.sized(bytes), { path: "/tight" });
}

function allowed(body) {
  return sign.transcodely(body, { path: "/allowed" });
}

function tooLarge(request, more) {
  return refused(request, "body_too_large", { status: 413, ...more });
}

function late(request) {
  return refused(request, "body_timeout", { status: 408, closed: true });
}

/** The connection is over: who still listens may or may not get an answer. */
function incomplete(request) {
  return { request, expect: { status: [400, 0], calls: [], log: ["body_incomplete"] } };
}

/** The server's parser refuses the request before any application sees it. */
function notAccepted(request) {
  return { request, expect: { status: [400, 0], calls: [], log: [] } };
}

function unfinished(request) {
  return { ...request, framing: "unfinished" };
}

function dripping(request) {
  return { ...request, framing: "dripping" };
}

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

const EITHER = (status) => ({ status: [status, 400], text: undefined, constant: false });
const OVER_DEFAULT = () => sign.sized(1024 * 1024 + 1);
