// The same delivery more than once, handlers that fail, and stores that are down.

import * as sign from "../sign.mjs";
import { failed, handled, refused, row } from "./row.mjs";

export const replay = () => [
  row("the same bytes twice", twice(sign.transcodely(sign.job(), { path: "/replay" }))),
  // Threats 69, 70 and 73: a retry has a new time, and anybody can change an unsigned id.
  row("a retry with a new time and another id", [
    ...replayed(sign.job(), (body, later) => sign.transcodely(body, { path: "/replay", at: sign.now() - 10 + later })),
  ]),
  row("assemblyai, twice", twice(sign.assemblyai(sign.transcript(), { path: "/replay-assemblyai" }), [])),
  row("one id with another payload", otherPayload()),
  // Threat 71: a forged request claims nothing.
  row("a forged delivery before the genuine one", forgedFirst()),
  // Threat 77: a failure releases the claim, and the retry is handled.
  ...["throw", "reject", "answer 500"].map((first) => row(`a handler that fails first: ${first}`, retried(first))),
  row("a handler that hangs", hangs(), { needs: ["parallel"] }),
  row(
    "in flight at a provider that a 4xx stops",
    inFlight(sign.assemblyai(sign.transcript({ first: "hang" }), { path: "/replay-assemblyai" }), 503, ["aborted"]),
    { needs: ["parallel"] },
  ),
  // Threat 78.
  row("a store that is down", unavailable(sign.transcodely(undefined, { path: "/down" }))),
  row("a store that never answers", unavailable(sign.transcodely(undefined, { path: "/stuck" }))),
  row(
    "a forged delivery at a store that is down",
    refused(
      sign.withHeader(sign.transcodely(undefined, { path: "/down" }), "X-Transcodely-Timestamp", "1"),
      "signature_mismatch",
    ),
  ),
  // Threat 83: nothing live is evicted.
  row("a store that is full", [
    handled(sign.transcodely(undefined, { path: "/full" })),
    unavailable(sign.transcodely(undefined, { path: "/full" })),
  ]),
];

function twice(request, told = ["duplicate"]) {
  return [handled(request), duplicate(request, told)];
}

/** Answered 200 and not handled. */
function duplicate(request, told = ["duplicate"]) {
  const log = told.length > 0 ? ["duplicate", "hook_failed"] : ["duplicate"];
  return { request, expect: { status: 200, text: "", calls: [], log, told } };
}

function replayed(body, make) {
  return [handled(make(body, 0)), duplicate(make(body, 10))];
}

function otherPayload() {
  const id = sign.unique("msg");
  const make = () => sign.standard(sign.job(), { id, path: "/replay-standard" });
  const expect = { status: 200, text: "", calls: [], log: ["payload_changed", "duplicate"] };
  return [handled(make()), { request: make(), expect }];
}

function forgedFirst() {
  const request = sign.transcodely(sign.job(), { path: "/replay" });
  return [
    refused(sign.withHeader(request, "X-Transcodely-Signature", `sha256=${"0".repeat(64)}`), "signature_mismatch"),
    handled(request),
  ];
}

function retried(first) {
  const request = sign.transcodely(sign.job({ first }), { path: "/replay" });
  const text = first === "answer 500" ? { text: "not now", log: [] } : {};
  return [
    failed(request, { ...text, calls: [{ body: request.payload, attempt: 1 }] }),
    handled(request, { calls: [{ body: request.payload, attempt: 2 }] }),
    duplicate(request),
  ];
}

/** While the first request is with the handler a second one arrives; then the time of the first is over. */
function inFlight(request, busy, told) {
  return [
    {
      request,
      during: { request, expect: { status: busy, retryAfter: true } },
      expect: {
        status: 503,
        retryAfter: true,
        calls: [{ body: request.payload, attempt: 1 }],
        log: ["in_flight", ...(told.length > 1 ? ["hook_failed"] : []), "handler_timeout"],
        told,
      },
    },
    handled(request, { calls: [{ body: request.payload, attempt: 2 }] }),
  ];
}

function hangs() {
  return inFlight(sign.transcodely(sign.job({ first: "hang" }), { path: "/replay" }), 409, ["duplicate", "aborted"]);
}

function unavailable(request) {
  return { request, expect: { status: 503, retryAfter: true, calls: [], log: ["store_unavailable"] } };
}
