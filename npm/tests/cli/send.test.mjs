// `send` against real receivers: what each one's verdict is, and what was posted to it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import express from "express";
import { Webhook } from "hookseal";
import { webhook } from "hookseal/express";
import { MemoryStore } from "hookseal/replay/memory";
import { SECRETS, by, hookseal } from "./hookseal.mjs";
import { recorder, serve } from "./receiver.mjs";

const OPTIONS = { assemblyai: { header: "X-Hook-Secret" }, connect: { urlParameter: "token" } };
const env = { SECRET: SECRETS.transcodely };
const SENT = [...by("transcodely"), "--time-scale", "1000000"];

/** Sends, and reads the lines of JSON; no secret may be in them. */
async function send(url, args, options = { env }) {
  const { exit, stdout, stderr } = await hookseal(["send", `${url}/hook`, ...args, "--json"], options);
  for (const secret of Object.values(options.env ?? {})) assert.ok(!(stdout + stderr).includes(secret));
  const lines = stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { exit, stderr, attempts: lines.slice(0, -1), verdict: lines.at(-1) };
}

function app(provider, handled = []) {
  const options = { secret: SECRETS[provider], replay: new MemoryStore(), log: () => undefined, ...OPTIONS[provider] };
  return express().post(
    "/hook",
    webhook(provider, options, (delivery) => void handled.push(delivery.dedupeKey)),
  );
}

describe("a receiver that does all it should", () => {
  for (const provider of Object.keys(SECRETS)) {
    const tampers = {
      assemblyai: ["signature"],
      connect: ["signature"],
      transloadit: ["body", "signature"],
      "standard-webhooks": ["body", "signature", "timestamp", "id"],
      transcodely: ["body", "signature", "timestamp"],
    }[provider];
    test(`of ${provider}`, async (t) => {
      const handled = [];
      const url = await serve(t, app(provider, handled));
      const words = tampers.flatMap((what) => ["--tamper", what]);
      const args = [...by(provider), "--count", "3", "--concurrency", "2", "--duplicate", "2", "--reorder", ...words];
      const { exit, attempts, verdict } = await send(url, args, { env: { SECRET: SECRETS[provider] } });
      assert.equal(verdict.verdict, "good");
      assert.equal(exit, 0);
      assert.deepEqual([verdict.acknowledged, verdict.deliveries], [3, 3]);
      assert.deepEqual(verdict.duplicates, { sent: 6, acknowledged: 6 });
      assert.deepEqual(verdict.tampered, { sent: tampers.length, refused: tampers.length });
      assert.equal(attempts.length, 3 + 6 + tampers.length);
      // Every delivery was another one, and its duplicates the same.
      assert.equal(handled.length, 3);
      assert.equal(new Set(handled).size, 3);
    });
  }

  test("every event of Transcodely verifies", async (t) => {
    const url = await serve(t, app("transcodely"));
    const { stderr } = await send(url, [...SENT, "--event", "?"]);
    const events = stderr.match(/[a-z_]+(?:\.[a-z_]+)+/g);
    assert.equal(events.length, 25);
    for (const event of events) {
      const { verdict, attempts } = await send(url, [...SENT, "--event", event]);
      assert.equal(verdict.verdict, "good", event);
      assert.match(attempts[0].id, /^(?:dlv|evt)_[a-z0-9]{12}$/);
    }
  });

  test("--reorder sends the last one first", async (t) => {
    const { url, received } = await recorder(t, 200);
    const { attempts } = await send(url, [...SENT, "--reorder"]);
    assert.deepEqual(
      attempts.map(({ delivery }) => delivery),
      [3, 2, 1],
    );
    const made = received.map(({ body }) => JSON.parse(body).timestamp);
    assert.deepEqual(made, [...made].sort().reverse());
    assert.equal(new Set(made).size, 3);
  });

  test("a form that is urlencoded, spoilt as well", async (t) => {
    const url = await serve(t, app("transloadit"));
    const args = [...by("transloadit"), "--form", "urlencoded", "--tamper", "body", "--tamper", "signature"];
    const { verdict } = await send(url, args, { env: { SECRET: SECRETS.transloadit } });
    assert.equal(verdict.verdict, "good");
  });

  test("a clock that is too far off is refused, one within the tolerance is not", async (t) => {
    const url = await serve(t, app("transcodely"));
    for (const [skew, refused] of [
      ["-301", 1],
      ["400", 1],
      ["-200", null],
      ["+200", null],
    ]) {
      const { verdict } = await send(url, [...SENT, "--skew", skew]);
      assert.equal(verdict.verdict, "good", skew);
      assert.equal(verdict.tampered?.refused ?? null, refused, skew);
    }
  });
});

describe("a receiver that does not", () => {
  test("accepts what was spoilt", async (t) => {
    const { url } = await recorder(t, 200);
    for (const what of ["body", "signature", "timestamp"]) {
      const { exit, attempts, verdict } = await send(url, [...SENT, "--tamper", what]);
      assert.equal(exit, 1);
      assert.equal(verdict.verdict, "bad");
      assert.deepEqual(verdict.tampered, { sent: 1, refused: 0 });
      assert.equal(attempts.at(-1).verdict, "accepted");
    }
    assert.equal((await send(url, [...SENT, "--skew", "4000"])).verdict.verdict, "bad");
  });

  test("refuses what is genuine, until the provider gives up", async (t) => {
    const { url, received } = await recorder(t, 400);
    const { exit, attempts, verdict } = await send(url, SENT);
    assert.equal(exit, 1);
    assert.equal(verdict.acknowledged, 0);
    assert.deepEqual(
      attempts.map(({ next }) => next),
      [60, 300, 1800, 7200, 43200, null],
    );
    assert.equal(attempts.at(-1).end, "last");
    // The same id and body each time.
    assert.equal(new Set(received.map(({ headers }) => headers["x-transcodely-delivery-id"])).size, 1);
    assert.equal(new Set(received.map(({ body }) => body.toString())).size, 1);
    const judge = new Webhook("transcodely", SECRETS.transcodely);
    received.forEach(({ body, headers }) => judge.verify(body, headers));
  });

  test("answers AssemblyAI with a 4xx, which ends the attempts", async (t) => {
    const { url } = await recorder(t, 404);
    const { attempts, verdict } = await send(url, [...by("assemblyai"), "--time-scale", "1000"], {
      env: { SECRET: SECRETS.assemblyai },
    });
    assert.equal(attempts.length, 1);
    assert.equal(attempts[0].end, "stopped");
    assert.equal(verdict.verdict, "bad");
  });

  test("answers a 201 to whom only a 200 acknowledges", async (t) => {
    const { url } = await recorder(t, 201);
    const { attempts, verdict } = await send(url, [...by("connect"), "--time-scale", "1000"], {
      env: { SECRET: SECRETS.connect },
    });
    assert.deepEqual(
      attempts.map(({ verdict, next }) => [verdict, next]),
      [
        ["failed", 10],
        ["failed", 100],
        ["failed", null],
      ],
    );
    assert.equal(verdict.verdict, "bad");
  });

  test("answers late", async (t) => {
    const open = [];
    const url = await serve(t, (_, response) => void open.push(response));
    // Connect waits 3 seconds: here 30 ms.
    const args = [...by("connect"), "--time-scale", "100", "--scale-timeout"];
    const { exit, attempts, verdict, stderr } = await send(url, args, { env: { SECRET: SECRETS.connect } });
    assert.equal(exit, 3);
    assert.match(stderr, /^hookseal: 127\.0\.0\.1:\d+ has not answered\n$/);
    assert.deepEqual(
      attempts.map(({ failure }) => failure),
      ["timeout", "timeout", "timeout"],
    );
    assert.equal(verdict.inTime, false);
    assert.equal(verdict.verdict, "bad");
  });

  test("acknowledges once, and fails at the duplicate", async (t) => {
    const { url } = await recorder(t, 200, 500);
    const { exit, verdict } = await send(url, [...SENT, "--duplicate", "1"]);
    assert.equal(exit, 1);
    assert.deepEqual(verdict.duplicates, { sent: 1, acknowledged: 0 });
  });

  test("redirects, which nobody follows", async (t) => {
    const other = await recorder(t, 200);
    const url = await serve(t, (_, response) => response.writeHead(302, { location: `${other.url}/hook` }).end());
    const { stdout } = await hookseal(["send", `${url}/hook`, ...by("connect"), "--time-scale", "1000"], {
      env: { SECRET: SECRETS.connect },
    });
    assert.match(
      stdout,
      /^#1 attempt 1 {2}302 {2}\d+ ms {2}failed: a redirect is not followed; the provider would try again in 10 s/m,
    );
    assert.equal(other.received.length, 0);
  });

  test("is not there", async (t) => {
    const url = await serve(t, () => undefined);
    const { port } = new URL(url);
    const args = ["send", `http://127.0.0.2:${port}/hook`, ...by("connect"), "--time-scale", "1000"];
    const { exit, stderr } = await hookseal(args, { env: { SECRET: SECRETS.connect } });
    assert.equal(exit, 3);
    assert.match(stderr, /^hookseal: .* has not answered\n$/);
  });

  test("recovers, and is acknowledged at the third attempt", async (t) => {
    const { url } = await recorder(t, 500, 503, 204);
    const { stdout, exit } = await hookseal(["send", `${url}/hook`, ...SENT], { env });
    assert.equal(exit, 0);
    const lines = stdout.split("\n");
    assert.match(
      lines[0],
      /^#1 attempt 1 {2}500 {2}\d+ ms {2}failed; the provider would try again in 60 s \(now: 0 s\)$/,
    );
    assert.match(
      lines[1],
      /^#1 attempt 2 {2}503 {2}\d+ ms {2}failed; the provider would try again in 5 min \(now: 0 s\)$/,
    );
    assert.match(lines[2], /^#1 attempt 3 {2}204 {2}\d+ ms {2}acknowledged$/);
    assert.match(stdout, /whether|not tried: --duplicate 1/);
  });
});

describe("words that have no effect are refused before anything is sent", () => {
  const wrong = [
    ["transcodely", ["--tamper", "id"], /--tamper id has no effect here: the provider does not sign it/],
    ["transloadit", ["--tamper", "timestamp"], /--tamper timestamp has no effect here/],
    ["assemblyai", ["--tamper", "body"], /--tamper body has no effect here: the provider sends a token/],
    ["transcodely", ["--tamper", "all"], /--tamper takes one of: body, signature, timestamp, id/],
    ["transcodely", ["--event", "job.exploded"], /--event takes one of: job\.completed, /],
    ["transcodely", ["--event", "job.failed", "--data", "-"], /give one of --event and --data/],
    ["transcodely", ["--count", "0"], /--count takes a whole number from 1 on/],
    ["transcodely", ["--skew", "soon"], /--skew takes whole seconds/],
  ];
  for (const [provider, args, message] of wrong) {
    test(`${provider} ${args.join(" ")}`, async (t) => {
      const { url, received } = await recorder(t, 200);
      const { exit, stderr } = await hookseal(["send", url, ...by(provider), ...args], {
        env: { SECRET: SECRETS[provider] },
      });
      assert.equal(exit, 2);
      assert.match(stderr, message);
      assert.equal(received.length, 0);
    });
  }

  for (const url of ["example.com", "ftp://example.com/", "http://user:tok_x@127.0.0.1/"]) {
    test(url, async () => {
      const { exit, stderr } = await hookseal(["send", url, ...by("transcodely")], { env });
      assert.equal(exit, 2);
      assert.ok(!stderr.includes("tok_x"));
    });
  }
});

test("a payload of one's own is posted byte for byte", async (t) => {
  const { url, received } = await recorder(t, 200);
  const data = Buffer.from([0, 255, 13, 10, 123, 125]);
  const { exit } = await hookseal(["send", url, ...by("transcodely"), "--data", "-"], { env, stdin: data });
  assert.equal(exit, 0);
  assert.deepEqual(received[0].body, data);
  assert.match(received[0].headers["x-transcodely-delivery-id"], /^dlv_[a-z0-9]{12}$/);
});
