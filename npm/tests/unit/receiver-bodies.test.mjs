// Bodies that are too long, too short, too slow, or not there, from a stream and from an event of Lambda.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import test from "node:test";
import { webhook as lambda } from "hookseal/lambda";
import { SECRET, receiverOf, signed } from "./receiving.mjs";

const bytes = (length) => new TextEncoder().encode("x".repeat(length));

/** A request whose body comes in these pieces; `cancelled` says whether somebody has given up on the rest. */
function streamed(pieces, { end = "close", headers = {} } = {}) {
  const seen = { cancelled: false, pulled: 0 };
  const body = new ReadableStream(
    {
      pull(controller) {
        const piece = pieces[seen.pulled++];
        if (piece !== undefined) return controller.enqueue(piece);
        if (end === "close") return controller.close();
        if (end === "error") return controller.error(new Error("reset"));
        return new Promise(() => {});
      },
      cancel: () => void (seen.cancelled = true),
    },
    { highWaterMark: 0 },
  );
  const request = new Request("http://x.example", { method: "POST", body, headers, duplex: "half" });
  return { request, seen };
}

async function refusal(options, request) {
  const { send, log } = receiverOf(options, () => assert.fail("the handler was called"));
  const { status, text, headers } = await send(request);
  assert.deepEqual([text, log.length, log[0].bytes], ["refused\n", 1, null]);
  return [status, log[0].code, headers.get("connection")];
}

test("threat 98: a body is read up to its limit and not further", async () => {
  const endless = Array.from({ length: 1000 }, () => bytes(100));
  const { request, seen } = streamed(endless);
  assert.deepEqual(await refusal({ limit: 1000 }, request), [413, "body_too_large", "close"]);
  assert.deepEqual(seen, { cancelled: true, pulled: 11 });
  const announced = streamed(endless, { headers: { "content-length": "1001" } });
  assert.deepEqual(await refusal({ limit: 1000 }, announced.request), [413, "body_too_large", "close"]);
  assert.deepEqual(announced.seen, { cancelled: true, pulled: 0 });
});

test("the limit is that of the row: 1 MiB, for Transloadit 16 MiB", async () => {
  const MIB = 1024 * 1024;
  const code = async (provider, length) => {
    const options = provider === "assemblyai" ? { header: "x-token" } : {};
    const { send, codes } = receiverOf(options, undefined, provider);
    await send(streamed([new Uint8Array(length)]).request);
    return codes()[0];
  };
  for (const provider of ["transcodely", "assemblyai", { name: "acme", token: { header: "x-token" } }]) {
    assert.notEqual(await code(provider, MIB), "body_too_large");
    assert.equal(await code(provider, MIB + 1), "body_too_large");
  }
  assert.notEqual(await code("transloadit", 16 * MIB), "body_too_large");
  assert.equal(await code("transloadit", 16 * MIB + 1), "body_too_large");
  const exact = receiverOf({ limit: 25 });
  assert.equal((await exact.send(signed())).status, 200);
});

test("threat 99: a body that never ends is given up", async () => {
  for (const pieces of [[], [bytes(10)]]) {
    const { request, seen } = streamed(pieces, { end: "never" });
    assert.deepEqual(await refusal({ deadline: 0.05 }, request), [408, "body_timeout", "close"]);
    assert.equal(seen.cancelled, true);
  }
});

test("threat 100: a body that breaks off, or is not as long as announced", async () => {
  const broken = streamed([bytes(10)], { end: "error" });
  assert.deepEqual(await refusal({}, broken.request), [400, "body_incomplete", "close"]);
  for (const [pieces, length] of [
    [[bytes(10)], "11"],
    [[bytes(10)], "9"],
    [[], "1"],
  ]) {
    const { request } = streamed(pieces, { headers: { "content-length": length } });
    assert.deepEqual(await refusal({}, request), [400, "body_incomplete", "close"]);
  }
  // The first piece is all that was announced, and something follows.
  const headers = { "content-length": "10", "transfer-encoding": "chunked" };
  const longer = streamed([bytes(10), bytes(1)], { headers });
  assert.deepEqual(await refusal({}, longer.request), [400, "body_incomplete", "close"]);
});

test("what did not arrive reaches no handler, allowRefused or not; onRefused is told", async () => {
  const told = [];
  const { request } = streamed([bytes(10)], { end: "error" });
  const options = { allowRefused: true, onRefused: ({ code, body }) => told.push([code, body]) };
  const { send } = receiverOf(options, () => assert.fail("the handler was called"));
  assert.equal((await send(request)).status, 400);
  assert.deepEqual(told, [["body_incomplete", null]]);
});

test("a body in pieces is the same as in one", async () => {
  const whole = signed('{"event":"job.completed"}');
  const all = new Uint8Array(await whole.arrayBuffer());
  const pieces = [all.subarray(0, 1), new Uint8Array(), all.subarray(1, 20), all.subarray(20)];
  const headers = { ...Object.fromEntries(whole.headers), "content-length": `${all.length}` };
  const seen = [];
  const { send } = receiverOf({}, ({ body }) => void seen.push(Buffer.from(body).toString()));
  assert.equal((await send(streamed(pieces, { headers }).request)).status, 200);
  assert.deepEqual(seen, ['{"event":"job.completed"}']);
});

/** The parts of an event of API Gateway, payload format 2.0, and of 1.0. */
async function events(request) {
  const { pathname: path, searchParams, search } = new URL(request.url);
  const headers = Object.fromEntries(request.headers);
  const body = Buffer.from(await request.arrayBuffer()).toString("base64");
  const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  const parameters = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
  return [
    { rawPath: path, rawQueryString: search.slice(1), headers, body, isBase64Encoded: true, requestContext: {} },
    { path, multiValueQueryStringParameters: parameters, multiValueHeaders: lists, body, isBase64Encoded: true },
  ];
}

test("Lambda: both payload formats, in base64 or as text", async () => {
  const seen = [];
  const handler = lambda("transcodely", SECRET, ({ body }, { event, context }) => {
    seen.push([Buffer.from(body).toString(), event, context]);
  });
  const text = '{"title":"caf\u00e9"}';
  for (const event of await events(signed(text))) {
    for (const given of [event, { ...event, body: text, isBase64Encoded: false }]) {
      assert.deepEqual(await handler(given, "context"), { statusCode: 200, headers: {}, body: "" });
      assert.deepEqual(seen.pop(), [text, given, "context"]);
    }
  }
});

test("Lambda: what is no body, no base64, or no header", async () => {
  const log = [];
  const options = { secret: SECRET, log: ({ code, message }) => log.push([code, message]) };
  const handler = lambda("transcodely", options, () => assert.fail("the handler was called"));
  const code = async (change) => {
    const [event] = await events(signed());
    assert.equal((await handler({ ...event, ...change })).statusCode, 401);
    return log.pop()[0];
  };
  assert.equal(await code({ body: null }), "signature_mismatch");
  assert.equal(await code({ body: undefined }), "signature_mismatch");
  assert.equal(await code({ body: { event: "job.completed" } }), "body_not_raw");
  assert.equal(await code({ body: "*", isBase64Encoded: true }), "body_not_raw");
  assert.equal(await code({ headers: null }), "signature_missing");
  assert.equal(await code({ headers: undefined }), "signature_missing");
  const [event] = await events(signed());
  assert.equal(await code({ headers: { ...event.headers, "x-transcodely-signature": 7 } }), "signature_malformed");
  const twice = { ...event.headers, "X-Transcodely-Signature": event.headers["x-transcodely-signature"] };
  assert.equal(await code({ headers: twice }), "duplicate_header");
  await handler({ ...event, body: {} });
  assert.match(log.pop()[1], /`event\.body`/);
});

test("Lambda: the URL's parameters, as they come and decoded", async () => {
  const secret = "a+b c&d=e";
  const handler = lambda("connect", { secret, urlParameter: "token", log() {} }, () => {});
  const request = () =>
    new Request(`http://x.example/in?kind=a&token=${encodeURIComponent(secret)}`, { method: "POST" });
  for (const event of await events(request())) assert.equal((await handler(event)).statusCode, 200);
  const plain = { path: "/in", queryStringParameters: { token: secret }, multiValueQueryStringParameters: null };
  assert.equal((await handler(plain)).statusCode, 200);
  assert.equal((await handler({ path: "/in", queryStringParameters: null })).statusCode, 401);
  // Half of a surrogate pair is refused as any other text.
  assert.equal((await handler({ path: "/in", queryStringParameters: { token: "\ud800" } })).statusCode, 401);
  const [, event] = await events(new Request("http://x.example/in?token=a&token=b", { method: "POST" }));
  assert.equal((await handler(event)).statusCode, 401);
});

test("Lambda: method and URL, as both payload formats have them", async () => {
  const scheme = {
    name: "line",
    signature: { header: "x-line", encoding: "hex" },
    algorithms: ["sha256"],
    content: "{method}{url}{body}",
  };
  const handler = lambda(scheme, { secret: SECRET, publicUrl: "https://hooks.example", log() {} }, () => {});
  for (const target of ["/in", "/in?a=1&b=%2F"]) {
    const line = createHmac("sha256", SECRET).update(`POSThttps://hooks.example${target}{}`).digest("hex");
    const request = () => new Request(`http://x.example${target}`, { method: "POST", body: "{}", headers: { "x-line": line } });
    const [second, first] = await events(request());
    const of = (method) => [
      { ...second, requestContext: { http: { method } } },
      { ...first, httpMethod: method },
    ];
    for (const event of of("POST")) assert.equal((await handler(event)).statusCode, 200, target);
    for (const event of [...of("PUT"), second, first]) assert.equal((await handler(event)).statusCode, 401, target);
  }
});

test("Lambda: the peer is that of the request context", async () => {
  const handler = lambda("assemblyai", { secret: SECRET, header: "x-token", senders: ["us"], log() {} }, () => {});
  const us = "44.238.19.20";
  const code = async (requestContext, more) => {
    const headers = { "x-token": SECRET, ...more };
    return (await handler({ rawPath: "/", headers, body: "{}", requestContext })).statusCode;
  };
  assert.equal(await code({ http: { sourceIp: us } }), 200);
  assert.equal(await code({ identity: { sourceIp: us } }), 200);
  assert.equal(await code({ http: { sourceIp: "6.6.6.6" } }, { "x-forwarded-for": us }), 401);
  assert.equal(await code(undefined, { "x-forwarded-for": us }), 401);
});

test("threat 98: no piece is kept: a body of a million pieces costs what its bytes cost", async () => {
  const text = '{"event":"job.completed","data":"0123456789"}'.repeat(300);
  const genuine = signed(text);
  const whole = new TextEncoder().encode(text);
  // One piece again and again, with other content: whoever kept it would have the last one many times.
  const piece = new Uint8Array(1);
  let at = 0;
  const body = new ReadableStream(
    {
      pull(controller) {
        if (at === whole.length) return controller.close();
        piece[0] = whole[at++];
        controller.enqueue(piece);
      },
    },
    { highWaterMark: 0 },
  );
  const { headers } = genuine;
  const request = new Request(genuine.url, { method: "POST", headers, body, duplex: "half" });
  let seen;
  const { send } = receiverOf({}, (delivery) => void (seen = new TextDecoder().decode(delivery.body)));
  assert.equal((await send(request)).status, 200);
  assert.equal(seen, text);
});
