// What happens to a request, one row of the table of answers after the other, through `hookseal/web`.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import test from "node:test";
import { webhook } from "hookseal/web";
import { SECRET, forged, receiverOf, signed } from "./receiving.mjs";

const stale = () => signed(undefined, { change: { "x-transcodely-timestamp": "1" } });
const bare = () => new Request("http://hooks.example/hook", { method: "POST", body: "{}" });

test("a verified delivery enters the handler, once, with what was signed", async () => {
  const seen = [];
  const { send, codes } = receiverOf({}, (delivery, context) => void seen.push([delivery, context]));
  const request = signed('{"event": "job.completed", "cost": 2.0}');
  assert.deepEqual(await send(request, "env", "ctx").then(({ status, text }) => [status, text]), [200, ""]);
  assert.deepEqual([seen.length, codes()], [1, []]);
  const [delivery, context] = seen[0];
  // Threat 55: the bytes are those that were signed.
  assert.equal(Buffer.from(delivery.body).toString(), '{"event": "job.completed", "cost": 2.0}');
  assert.deepEqual([delivery.id, delivery.json().event], ["dlv_1", "job.completed"]);
  assert.deepEqual([context.request, context.args, context.claim], [request, ["env", "ctx"], undefined]);
  const { signal } = context;
  assert.ok(signal instanceof AbortSignal && !signal.aborted && signal === context.signal);
});

test("the handler's own answer is passed on, whatever it is", async () => {
  for (const [answer, status, text] of [
    [() => new Response("made", { status: 201 }), 201, "made"],
    [() => new Response("gone", { status: 410 }), 410, "gone"],
    [async () => new Response("later", { status: 503 }), 503, "later"],
    [async () => undefined, 200, ""],
    [() => null, 200, ""],
  ]) {
    const found = await receiverOf({}, answer).send();
    assert.deepEqual([found.status, found.text], [status, text]);
  }
});

test("threat 120: every refusal has the same answer, and the log alone has the reason", async () => {
  let calls = 0;
  const { send, log } = receiverOf({}, () => void calls++);
  const answers = [];
  for (const request of [forged(), stale(), bare(), signed("{}", { change: { "x-transcodely-signature": "v1=00" } })]) {
    const { status, text, headers } = await send(request);
    answers.push(JSON.stringify([status, text, [...headers]]));
  }
  assert.deepEqual([...new Set(answers)], ['[401,"refused\\n",[["content-type","text/plain; charset=utf-8"]]]']);
  assert.deepEqual(
    log.map(({ level, code, id, bytes }) => [level, code, id, bytes]),
    [
      ["warning", "signature_mismatch", "dlv_1", 25],
      ["warning", "signature_mismatch", "dlv_1", 25],
      ["warning", "signature_missing", null, 2],
      ["warning", "signature_malformed", "dlv_1", 2],
    ],
  );
  assert.equal(calls, 0);
});

test("threat 116: no method enters the handler without a verified delivery", async () => {
  const { send, codes } = receiverOf({}, () => assert.fail("the handler was called"));
  for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]) {
    assert.equal((await send(new Request("http://hooks.example/hook", { method }))).status, 401);
  }
  assert.deepEqual(codes(), Array(8).fill("signature_missing"));
});

test("another answer to refused requests by option", async () => {
  for (const status of [400, 403, 499]) assert.equal((await receiverOf({ status }).send(forged())).status, status);
});

test("a handler that throws is answered with 500 and logged with what it threw", async () => {
  const thrown = new Error("no disk");
  const causes = [];
  const log = ({ level, code, message }, cause) => causes.push([level, code, message, cause]);
  for (const handler of [
    () => {
      throw thrown;
    },
    async () => {
      throw thrown;
    },
  ]) {
    const { status, text } = await receiverOf({ log }, handler).send();
    assert.deepEqual([status, text], [500, "unavailable\n"]);
  }
  const message = "the handler failed: the delivery should come again";
  assert.deepEqual(causes, Array(2).fill(["error", "handler_failed", message, thrown]));
});

test("threats 91 and 95: a consumed body is refused, and the log names the line", async () => {
  const { send, log } = receiverOf({}, () => assert.fail("the handler was called"));
  const request = signed();
  await request.json();
  assert.equal((await send(request)).status, 401);
  const locked = signed();
  locked.body.getReader();
  assert.equal((await send(locked)).status, 401);
  for (const { level, code, message, bytes } of log) {
    assert.deepEqual([level, code, bytes], ["error", "body_not_raw", null]);
    assert.match(message, /request/);
  }
  assert.equal(log.length, 2);
});

test("onRefused is told, and changes no answer", async () => {
  const told = [];
  const onRefused = (refused, context) => {
    told.push([refused, context]);
    throw new Error("no hook");
  };
  const { send, codes } = receiverOf({ onRefused });
  const request = forged("{}");
  assert.equal((await send(request)).status, 401);
  assert.deepEqual(codes(), ["signature_mismatch", "hook_failed"]);
  const [[refused, context]] = told;
  assert.deepEqual([context.request, refused.refused, refused.code], [request, true, "signature_mismatch"]);
  assert.equal(Buffer.from(refused.body).toString(), "{}");
  assert.equal(
    (await receiverOf({ onRefused: async () => Promise.reject(new Error("no hook")) }).send(bare())).status,
    401,
  );
  await receiverOf({ onRefused: () => assert.fail("nothing was refused") }).send();
});

test("allowRefused: the handler gets what is no delivery, and one warning stands at the start", async () => {
  const seen = [];
  const { send, codes } = receiverOf({ allowRefused: true }, (outcome) => void seen.push(outcome));
  await new Promise(setImmediate);
  assert.deepEqual(codes(), ["refused_allowed"]);
  assert.equal((await send(forged("[]"))).status, 200);
  assert.equal((await send()).status, 200);
  const [refused, delivery] = seen;
  assert.deepEqual([refused.refused, refused.code, refused.id], [true, "signature_mismatch", "dlv_1"]);
  assert.deepEqual([refused.json, refused.dedupeKey, refused.authentication], [undefined, undefined, undefined]);
  assert.deepEqual([delivery.refused, delivery.authentication], [undefined, "signature"]);
  assert.deepEqual(codes(), ["refused_allowed", "signature_mismatch"]);
  const { status } = await receiverOf({ allowRefused: true }, () => {
    throw new Error("no");
  }).send(forged());
  assert.equal(status, 500);
});

test("threats 25 and 119: a log shows no secret, no signature, and of a request its id alone", async () => {
  const { send, log } = receiverOf();
  const ids = ["dlv_1", "a b", "d\u00e9", "d".repeat(256), "d".repeat(257), ""];
  for (const id of ids) await send(forged('{"card":"4242"}', { id, url: "/hook?token=hunter2" }));
  assert.deepEqual(
    log.map(({ id }) => id),
    ["dlv_1", null, null, "d".repeat(256), null, null],
  );
  const right = signed('{"card":"4242"}').headers.get("x-transcodely-signature").slice("sha256=".length);
  for (const secret of [SECRET, right, "0".repeat(64), "4242", "hunter2"]) {
    assert.ok(!JSON.stringify(log).includes(secret), secret);
  }
});

test("a log that fails changes no answer", async () => {
  const lines = [];
  const { warn } = console;
  console.warn = (line) => lines.push(line);
  try {
    for (const log of [
      () => {
        throw new Error("full");
      },
      async () => {
        throw new Error("full");
      },
    ]) {
      assert.equal((await receiverOf({ log }).send(forged())).status, 401);
    }
    // The console takes the line then, as it does by default.
    assert.equal((await receiverOf({ log: undefined }).send(forged())).status, 401);
  } finally {
    console.warn = warn;
  }
  assert.deepEqual(
    lines.map((line) => JSON.parse(line.slice("hookseal ".length)).code),
    Array(3).fill("signature_mismatch"),
  );
});

test("threat 104: the URL is that of the configuration; of the request path and query count, never its host", async () => {
  const options = { secret: SECRET, urlParameter: "token", log() {} };
  const send = async (more, url, headers = {}) => {
    const receive = webhook("connect", { ...options, ...more }, () => {});
    return (await receive(new Request(url, { method: "POST", body: "{}", headers }))).status;
  };
  for (const publicUrl of [undefined, "https://hooks.example", "https://hooks.example/in/"]) {
    assert.equal(await send({ publicUrl }, `http://x.example/connect?token=${SECRET}`), 200);
    assert.equal(await send({ publicUrl }, "http://x.example/connect"), 401);
    const forwarded = { "x-original-url": `/connect?token=${SECRET}`, "x-forwarded-host": `x?token=${SECRET}` };
    assert.equal(await send({ publicUrl }, "http://x.example/connect", forwarded), 401);
  }
});

test("threat 104: a signed URL is the configured base with path and query, and the method is that of the request", async () => {
  const scheme = {
    name: "line",
    signature: { header: "x-line", encoding: "hex" },
    algorithms: ["sha256"],
    content: "{method}{url}{body}",
  };
  const url = "https://hooks.example/in/hook?a=%20";
  const line = createHmac("sha256", SECRET).update(`POST${url}{}`).digest("hex");
  const send = async (publicUrl, { method = "POST", target = "/hook?a=%20", headers = {} } = {}) => {
    const { send, log } = receiverOf({ publicUrl }, undefined, scheme);
    const request = new Request(`http://x.example${target}`, { method, body: "{}", headers: { ...headers, "x-line": line } });
    const { status } = await send(request);
    return status === 200 ? "handled" : `${log[0].level} ${log[0].code}`;
  };
  assert.equal(await send("https://hooks.example/in"), "handled");
  assert.equal(await send("https://hooks.example/in", { method: "PUT" }), "warning signature_mismatch");
  assert.equal(await send("https://hooks.example/in", { target: "/hook?a=" }), "warning signature_mismatch");
  assert.equal(await send("http://hooks.example/in"), "warning signature_mismatch");
  const headers = { host: "hooks.example", "x-forwarded-host": "hooks.example", "x-forwarded-proto": "https" };
  assert.equal(await send("https://other.example/in", { headers }), "warning signature_mismatch");
  // Nothing else says it, so every delivery is refused until it is configured.
  assert.equal(await send(undefined, { headers }), "error url_missing");
});

test("threats 130 and 131: a forwarded chain counts only through trusted proxies", async () => {
  const send = async (more, forwarded, ...args) => {
    const options = { secret: SECRET, header: "x-token", senders: ["us"], log() {}, ...more };
    const headers = { "x-token": SECRET, ...(forwarded && { "x-forwarded-for": forwarded }) };
    const receive = webhook("assemblyai", options, () => {});
    return (await receive(new Request("http://x.example/", { method: "POST", body: "{}", headers }), ...args)).status;
  };
  const us = "44.238.19.20";
  const at = (address) => ({ remoteAddress: () => address });
  const behind = { ...at("10.0.0.1"), trustedProxies: ["10.0.0.0/8"] };
  assert.equal(await send(at(us)), 200);
  assert.equal(await send(at(us), "6.6.6.6"), 200);
  assert.equal(await send(behind, us), 200);
  assert.equal(await send(behind, `6.6.6.6, ${us}, 10.9.9.9`), 200);
  // As Deno.serve, Bun.serve and the Node server of Hono say who calls.
  assert.equal(await send({}, undefined, { remoteAddr: { hostname: us } }), 200);
  assert.equal(await send({}, undefined, { requestIP: () => ({ address: us }) }), 200);
  assert.equal(await send({}, undefined, { incoming: { socket: { remoteAddress: us } } }), 200);
  assert.equal(await send(at("6.6.6.6"), us), 401);
  assert.equal(await send(at("10.0.0.1"), us), 401);
  assert.equal(await send({ ...behind, ...at("6.6.6.6") }, us), 401);
  assert.equal(await send(behind, `${us}, 6.6.6.6`), 401);
  assert.equal(await send(behind, "044.238.19.20"), 401);
  assert.equal(await send(behind), 401);
  for (const unknown of [undefined, null, ""]) assert.equal(await send(at(unknown), us), 401);
  for (const env of [undefined, null, {}, { remoteAddr: us }]) assert.equal(await send({}, us, env), 401);
});
