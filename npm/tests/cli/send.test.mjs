// `send` against real receivers: what each one's verdict is, and what was posted to it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import express from "express";
import { Webhook } from "hookseal";
import { webhook } from "hookseal/express";
import { MemoryStore } from "hookseal/replay/memory";
import { SECRETS, by, hookseal, printed, start } from "./hookseal.mjs";
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
      assert.deepEqual([verdict.inTime, verdict.untried, verdict.see], [true, [], null]);
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
      const { verdict, attempts } = await send(url, [...SENT, "--skew", skew]);
      assert.equal(verdict.verdict, "good", skew);
      // One that is refused shows something only beside a genuine one.
      assert.deepEqual([verdict.acknowledged, attempts.length], [1, refused === null ? 1 : 2]);
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
    assert.equal(exit, 1);
    assert.equal(stderr, "");
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

  test("is not there, which no second attempt changes", async (t) => {
    const url = await serve(t, () => undefined);
    const { port } = new URL(url);
    const args = ["send", `http://127.0.0.2:${port}/hook`, ...SENT, "--count", "3", "--tamper", "body"];
    const { exit, stdout, stderr } = await hookseal(args, { env });
    assert.equal(exit, 3);
    assert.match(stderr, /^hookseal: 127\.0\.0\.2:\d+ refuses connections: is it running\?\n$/);
    assert.equal(stdout.match(/no answer/g).length, 1);
    assert.match(stdout, /^in time {7}- /m);
    assert.match(stdout, /^verdict {7}bad$/m);
  });

  test("is at a host that is not known", async () => {
    // A name that no one may have (RFC 6761 section 6.4).
    const { exit, attempts, verdict } = await send("http://receiver.invalid", SENT);
    assert.equal(exit, 3);
    assert.equal(attempts.length, 1);
    assert.deepEqual([verdict.inTime, verdict.verdict], [null, "bad"]);
  });

  test("hangs up", async (t) => {
    const url = await serve(t, ({ socket }) => socket.resetAndDestroy());
    const { exit, attempts, verdict, stderr } = await send(url, [...by("connect"), "--time-scale", "1000"], {
      env: { SECRET: SECRETS.connect },
    });
    assert.equal(exit, 3);
    assert.match(stderr, /has not answered\n$/);
    assert.equal(attempts.length, 3);
    assert.equal(verdict.inTime, null);
  });

  for (const [name, write] of [
    ["JSON.stringify", JSON.stringify],
    ["a writer with blanks", (value) => JSON.stringify(value, null, 1).replace(/\n\s*/g, " ")],
    ["a writer that escapes slashes", (value) => JSON.stringify(value).replaceAll("/", "\\/")],
  ]) {
    test(`verifies what it has parsed and written again, with ${name}`, async (t) => {
      const judge = new Webhook("transcodely", SECRETS.transcodely);
      const parsing = express().post("/hook", express.json(), ({ body, headers }, response) => {
        try {
          judge.verify(write(body), headers);
          response.sendStatus(200);
        } catch {
          response.sendStatus(401);
        }
      });
      const url = await serve(t, parsing);
      for (const event of ["job.completed", "app.created"]) {
        const { exit, verdict } = await send(url, [...SENT, "--event", event, "--tamper", "body"]);
        assert.equal(exit, 1);
        assert.equal(verdict.acknowledged, 0);
        assert.match(verdict.see, /#body_reserialized$/);
      }
      // It is the writing alone: in the receiver's own it takes one.
      const own = { env, stdin: write({ url: "http://127.0.0.1/", list: [1] }) };
      assert.equal((await send(url, [...SENT, "--data", "-"], own)).verdict.acknowledged, 1);
      const { stdout } = await hookseal(["send", `${url}/hook`, ...SENT], { env });
      assert.match(stdout, /^refused a genuine delivery: most often the body was parsed and written again/m);
      assert.match(stdout, /^`npx hookseal explain`, .*\nsee https:.*#body_reserialized\n$/m);
    });
  }

  test("takes a body of another meaning, as its form alone is checked", async (t) => {
    const { url, received } = await recorder(t, 200);
    const own = ['{"a":[true,false,null]}', '{"a":{}}', "[1,2]", "99", '"\\u00e9"', "no JSON", "", "-"];
    for (const data of [undefined, ...own]) {
      received.length = 0;
      const words = data === undefined ? [] : ["--data", "-"];
      await hookseal(["send", url, ...SENT, "--tamper", "body", ...words], { env, stdin: data });
      const [genuine, spoilt] = received.map(({ body }) => body.toString());
      assert.notEqual(spoilt, genuine);
      if (data !== undefined) assert.equal(genuine, data);
      const before = meaning(genuine);
      if (before === null) continue;
      assert.notEqual(meaning(spoilt), null, data);
      assert.notEqual(meaning(spoilt), before, data);
    }
  });

  test("refuses everything, and so what is skewed as well", async (t) => {
    const { url } = await recorder(t, 401);
    const { exit, verdict } = await send(url, [...SENT, "--skew", "400"]);
    assert.equal(exit, 1);
    assert.deepEqual([verdict.acknowledged, verdict.deliveries], [0, 1]);
    assert.deepEqual(verdict.tampered, { sent: 1, refused: 1 });
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
    assert.match(stdout, /^duplicates {4}- {4}not tried: --duplicate 1$/m);
    assert.match(stdout, /^verdict {7}good so far: 2 of 4 tried; --tamper body --duplicate 1 try the rest$/m);
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
    ["transcodely", ["--reorder", "--count", "1"], /--reorder has no effect on one delivery/],
    ["transcodely", ["--scale-timeout"], /--scale-timeout has no effect without --time-scale/],
    ["assemblyai", ["--skew", "10"], /--skew has no effect here: the provider signs no time/],
    ["transloadit", ["--skew", "4000"], /--skew has no effect here: the provider signs no time/],
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

test("what was not tried is named, as far as it can be tried", async (t) => {
  const { url } = await recorder(t, 200);
  const told = async (provider, ...args) => {
    const words = ["send", url, ...by(provider), ...args];
    const { stdout } = await hookseal(words, { env: { SECRET: SECRETS[provider] } });
    return stdout.split("\n").filter((line) => /^(?:refuses|duplicates|verdict)/.test(line));
  };
  assert.deepEqual(await told("assemblyai", "--duplicate", "2"), [
    "refuses       -    not tried: --tamper signature",
    "duplicates    -    2 of 2 acknowledged; whether any was handled twice is not seen from here",
    "verdict       good so far: 3 of 4 tried; --tamper signature tries the rest",
  ]);
  const [, , verdict] = await told("connect", "--tamper", "signature");
  assert.equal(verdict, "verdict       bad");
});

test("a reader that goes before the verdict does not make it good", async (t) => {
  const { url } = await recorder(t, 500);
  const { child, ended } = start(["send", url, ...by("connect"), "--time-scale", "100"], {
    env: { SECRET: SECRETS.connect },
  });
  child.stdout.once("data", () => child.stdout.destroy());
  assert.equal((await ended).exit, 141);
});

test("Ctrl-C says what was sent", async (t) => {
  const { url } = await recorder(t, 200, 500);
  const running = start(["send", url, ...by("connect"), "--count", "2"], { env: { SECRET: SECRETS.connect } });
  await printed(running, /500/);
  running.child.kill("SIGINT");
  const { exit, stderr } = await running.ended;
  assert.equal(exit, 130);
  assert.equal(stderr, "hookseal: interrupted after 2 requests: 1 of 2 deliveries acknowledged\n");
});

/** What JSON means, in one writing; null if it is none. */
function meaning(text) {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return null;
  }
}
