// Receivers that need no framework's types: what the handler gets, and what the options may be.

import type { Delivery, TranscodelyEvent } from "hookseal";
import { webhook as lambda } from "hookseal/lambda";
import { MemoryStore } from "hookseal/replay/memory";
import { webhook, type Claim, type LogEntry, type RefusedRequest, type ReplayStore } from "hookseal/web";

declare const secret: string | undefined;
declare const flag: boolean;
declare const request: Request;

const POST: (request: Request) => Promise<Response> = webhook("transcodely", secret, (delivery, { request, args }) => {
  const event: TranscodelyEvent = delivery.json();
  void [event, request.url, args[0]];
});
export default { fetch: webhook("assemblyai", { secret, header: "x-token" }, async () => new Response("ok")) };
await POST(request);

webhook(
  "transcodely",
  { secret, replay: new MemoryStore(), limit: 1024, deadline: 5, status: 403 },
  async (delivery, context) => {
    const { claim, signal } = context;
    const attempt: number | undefined = claim?.attempt;
    await claim?.complete("a client");
    void [attempt, signal.aborted, delivery.dedupeKey];
  },
);
declare const store: ReplayStore;
webhook(
  "transcodely",
  { secret, replay: { store, lease: 60, handlerTimeout: 20 } },
  async (_, { claim }) => {
    await claim.complete("a client");
  },
);
webhook("transcodely", secret, (_, { claim }) => {
  // @ts-expect-error: without `replay` there is no claim
  void claim.complete();
});
webhook(
  "transcodely",
  {
    secret,
    log: ({ level, code, id, bytes, message }: LogEntry) => void [level, code, id, bytes, message],
    onRefused: async (refused: RefusedRequest, { request }) => void [refused.code, request.url],
    onDuplicate: ({ samePayload, state, retryAfter, delivery }) => void [samePayload, state, retryAfter, delivery.id],
    remoteAddress: (request) => request.headers.get("cf-connecting-ip"),
  },
  () => {},
);

// With `allowRefused` the handler may get what is no delivery.
webhook("transcodely", { secret, allowRefused: true }, (outcome) => {
  if (outcome.refused) {
    const refused: RefusedRequest = outcome;
    void [refused.code, refused.body?.length];
  } else {
    const delivery: Delivery<TranscodelyEvent> = outcome;
    void delivery;
  }
});
webhook("transcodely", { secret, allowRefused: flag }, (outcome) => {
  // @ts-expect-error: a refused request has no JSON
  outcome.json();
});
webhook("transcodely", { secret, allowRefused: true }, (outcome) => {
  // @ts-expect-error: nor a key by which it is handled once
  void outcome.dedupeKey;
});
webhook("transcodely", { secret, allowRefused: false }, (delivery) => {
  // @ts-expect-error: without `allowRefused` there is no refused request
  void delivery.code;
});
declare const refused: RefusedRequest;
// @ts-expect-error: a refused request is no delivery
const delivery: Delivery = refused;
void delivery;

lambda("transcodely", secret, (delivery, { event, context }) => {
  void [delivery.id, event.body, context];
  return { statusCode: 202 };
}) satisfies (event: {
  rawPath: string;
  headers: { [name: string]: string | undefined };
  body?: string;
}) => Promise<unknown>;

// @ts-expect-error: no provider has this name
webhook("transcodly", secret, () => {});
// @ts-expect-error: there is no such option
webhook("transcodely", { secret, limits: 1024 }, () => {});
// @ts-expect-error: a handler is needed
webhook("transcodely", secret);
// @ts-expect-error: a handler answers with a response
webhook("transcodely", secret, () => "ok");
// @ts-expect-error: a function of Lambda answers with a result
lambda("transcodely", secret, () => new Response("ok"));
// @ts-expect-error: a client is no store
webhook("transcodely", { secret, replay: { get: () => null } }, () => {});
// @ts-expect-error: a lease is a number of seconds
webhook("transcodely", { secret, replay: { store, lease: "60s" } }, () => {});
